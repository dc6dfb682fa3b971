// node read.mjs FOLDER TOOL FORMAT FILE: what a tool, installed under FOLDER, reads in FILE, as JSON.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const [, , folder, tool, format, file] = process.argv
const text = fs.readFileSync(file, 'utf8')
const load = (name) => import(path.join(folder, 'node_modules', name))

const TOOLS = {
  async 'citation-js' () {
    const require = createRequire(path.join(folder, 'x.js'))
    const { Cite } = require('@citation-js/core')
    for (const name of ['bibtex', 'ris', 'csl', 'enw']) require(`@citation-js/plugin-${name}`)
    const types = { bibtex: '@bibtex/text', biblatex: '@biblatex/text', ris: '@ris/file', enw: '@enw/file', 'csl-json': '@csl/list+object' }
    const input = format === 'csl-json' ? JSON.parse(text) : text
    return new Cite(input, { forceType: types[format], generateGraph: false }).data
  },
  async 'better-bibtex' () {
    const { parse } = await load('@retorquere/bibtex-parser/dist/esm/index.js')
    return parse(text, { sentenceCase: { langids: false, guess: false, preserveQuoted: true } }).entries
  },
  async fidus () {
    const { BibLatexParser, CSLExporter } = await load('biblatex-csl-converter/lib/index.mjs')
    const found = new BibLatexParser(text, { processUnexpected: true, processUnknown: true }).parse()
    const keys = Object.fromEntries(Object.entries(found.entries).map(([id, entry]) => [id, entry.entry_key]))
    const items = new CSLExporter(found.entries).parse()
    return Object.entries(items).map(([id, item]) => ({ ...item, id: keys[id] ?? id }))
  }
}

process.stdout.write(JSON.stringify(await TOOLS[tool]()))
