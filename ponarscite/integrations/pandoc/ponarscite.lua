--[[
ponarscite.lua: cite the records of a library by name, without Python (pandoc 2.17 and later, Quarto, R Markdown).

    ponarscite export --all -f csl-jsonl --watch ponarscite.jsonl
    pandoc -L ponarscite.lua --citeproc paper.md

Metadata: ponarscite-index (the file above; "ponarscite.jsonl" where it is missing), ponarscite-strict, and
ponarscite-citeproc: true, which does what --citeproc does (pandoc 2.19.1 and later), for hosts that do not.
Names: a key, "pepm:775", "pm:427", "ponars:775", "key:..."; see "ponarscite help writing".
--]]

local SERIES = {'pm', 'pepm'}
local FIGURES = {'fig', 'tbl', 'tab', 'sec', 'eq', 'eqn', 'lst', 'thm', 'lem', 'cor', 'prp', 'cnj', 'def', 'exm', 'exr',
  'sol', 'rem', 'alg'}
local text = pandoc.utils.stringify

local function tell(message)
  io.stderr:write('[ponarscite] ' .. message .. '\n')
end

-- Every citation of the document and of its metadata, changed by a function.
local function each_citation(doc, change)
  local filter = {Cite = function(cite)
    for _, one in ipairs(cite.citations) do change(one) end
    return cite
  end}
  local blocks = pandoc.walk_block(pandoc.Div(doc.blocks), filter).content
  local function walked(value)
    local kind = pandoc.utils.type and pandoc.utils.type(value) or type(value)
    if kind == 'Inlines' then return pandoc.walk_inline(pandoc.Span(value), filter).content end
    if kind == 'Blocks' then return pandoc.walk_block(pandoc.Div(value), filter).content end
    if kind == 'List' or kind == 'table' or kind == 'Meta' then
      for name, one in pairs(value) do value[name] = walked(one) end
    end
    return value
  end
  for name, value in pairs(doc.meta) do
    if name ~= 'references' then doc.meta[name] = walked(value) end
  end
  doc.blocks = blocks
  return doc
end

-- The keys in the document's own references and bibliographies.
local function own_keys(meta)
  local own = {['*'] = true}
  for _, one in ipairs(meta.references or {}) do
    if one.id then own[text(one.id)] = true end
  end
  local files = meta.bibliography
  if not files then return own end
  local kind = pandoc.utils.type and pandoc.utils.type(files) or type(files)
  if kind ~= 'List' then files = {files} end
  for _, name in ipairs(files) do
    local file = io.open(text(name), 'r')
    if file then
      local content = file:read('a')
      file:close()
      for key in content:gmatch('@%s*%w+%s*[{(]%s*([^%s,{}()"]+)%s*,') do own[key] = true end
      for key in content:gmatch('"id"%s*:%s*"([^"\\]+)"') do own[key] = true end
      for key in content:gmatch('id:%s*["\']?([^%s"\']+)') do own[key] = true end
      for key in content:gmatch('\nID  ?%- *(%S+)') do own[key] = true end
    end
  end
  return own
end

-- The keys that a name can mean, in lower case; none for a bare number.
local function meant(name)
  local low = name:lower()
  if low:match('^%d+$') then return {} end
  local found = {low}
  local key = low:match('^key:(.+)$')
  if key then table.insert(found, key) end
  local code, number = low:match('^(%a[%w_.-]*):0*(%d+)$')
  if not code then
    for _, one in ipairs(SERIES) do
      local digits = low:match('^' .. one .. '0*(%d+)$')
      if digits then code, number = one, digits end
    end
  end
  if code == 'ponars' then
    for _, one in ipairs(SERIES) do table.insert(found, one .. number) end
  elseif code then
    table.insert(found, code .. number)
  end
  return found
end

-- Key in lower case -> {key, line}, of the lines of the index that are wanted.
local function index_lines(path, wanted)
  local file = io.open(path, 'r')
  if not file then return nil end
  local lines = {}
  for line in file:lines() do
    local key = line:match('^{"id":"([^"\\]+)"')
    if key and wanted[key:lower()] then lines[key:lower()] = {key, line} end
  end
  file:close()
  return lines
end

local function is_figure(name)
  local start = name:lower():match('^(%a+)[:-]')
  for _, one in ipairs(FIGURES) do
    if one == start then return true end
  end
  return false
end

local function is_true(value)
  return value ~= nil and (value == true or text(value):lower() == 'true')
end

-- The document as --citeproc gives it; citations of figures and sections are left to others.
local function cited(doc)
  if not pandoc.utils.citeproc then
    tell('ponarscite-citeproc needs pandoc 2.19.1; run pandoc with --citeproc')
    return doc
  end
  local figures = {}
  local function is_ours(cite)
    for _, one in ipairs(cite.citations) do
      if not is_figure(one.id) then return true end
    end
    return false
  end
  local hidden = doc:walk({Cite = function(cite)
    if is_ours(cite) then return nil end
    table.insert(figures, cite)
    return pandoc.Span({}, {class = 'ponarscite-figure', number = tostring(#figures)})
  end})
  return pandoc.utils.citeproc(hidden):walk({Span = function(span)
    if span.classes:includes('ponarscite-figure') then return figures[tonumber(span.attributes.number)] end
  end})
end

function Pandoc(doc)
  local own, names, wanted = own_keys(doc.meta), {}, {}
  each_citation(doc, function(one)
    if not own[one.id] and not names[one.id] then
      names[one.id] = meant(one.id)
      table.insert(names, one.id)
      for _, key in ipairs(names[one.id]) do wanted[key] = true end
    end
  end)
  if #names == 0 then return is_true(doc.meta['ponarscite-citeproc']) and cited(doc) or doc end
  local path = doc.meta['ponarscite-index'] and text(doc.meta['ponarscite-index']) or 'ponarscite.jsonl'
  local lines = index_lines(path, wanted)
  local failed, keys, used, seen = false, {}, {}, {}
  if not lines then
    tell('there is no index ' .. path .. '; ponarscite export --all -f csl-jsonl -o ' .. path .. ' makes one')
    lines, failed = {}, true
  end
  for _, name in ipairs(names) do
    local found = {}
    for place, key in ipairs(names[name]) do
      if lines[key] then
        table.insert(found, lines[key])
        if place == 1 then break end  -- a key goes before all other meanings
      end
    end
    if #found == 1 then
      keys[name] = found[1][1]
      if not own[keys[name]] and not seen[keys[name]] then
        seen[keys[name]] = true
        table.insert(used, found[1][2])
      end
    elseif #found > 1 then
      failed = true
      tell(name .. ': several records have this number: ' .. found[1][1] .. ', ' .. found[2][1])
    elseif not is_figure(name) then
      failed = true
      tell(name .. ': no record has this name')
    end
  end
  if failed and is_true(doc.meta['ponarscite-strict']) then
    os.exit(83)
  end
  if #used > 0 then
    local read = pandoc.read('[' .. table.concat(used, ',') .. ']', 'csljson').meta.references
    local all = pandoc.List(doc.meta.references or {})
    all:extend(read)
    doc.meta.references = pandoc.MetaList(all)
  end
  doc = each_citation(doc, function(one)
    if keys[one.id] then one.id = keys[one.id] end
  end)
  return is_true(doc.meta['ponarscite-citeproc']) and cited(doc) or doc
end
