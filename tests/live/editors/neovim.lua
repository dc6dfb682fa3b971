-- Drives a Neovim with the language server: nvim --headless --clean -c 'luafile neovim.lua'
-- PONARSCITE_LSP is the program, FOLDER a folder with paper.md. Prints one line a check: NAME value.
local folder = os.getenv('FOLDER')
local function say(name, value) io.stdout:write(name .. ' ' .. tostring(value):gsub('\n', ' ') .. '\n') end
local function wait(done) return vim.wait(20000, done, 20) end

local function drive()
  vim.cmd('edit ' .. folder .. '/paper.md')
  vim.bo.filetype = 'markdown'
  local start = vim.lsp.start or function(options)
    local id = vim.lsp.start_client(options)
    vim.lsp.buf_attach_client(0, id)
    return id
  end
  local copied
  vim.lsp.commands['ponarscite.copy'] = function(command) copied = command.arguments[1].text end
  local id = start({ name = 'ponarscite', cmd = { os.getenv('PONARSCITE_LSP'), 'lsp' }, root_dir = folder })
  local client = vim.lsp.get_client_by_id(id)
  wait(function() return client and client.initialized end)
  say('encoding', client.offset_encoding)

  local function ask(method, line, character, more)
    local params = {
      textDocument = { uri = vim.uri_from_bufnr(0) },
      position = { line = line, character = character },
    }
    for name, value in pairs(more or {}) do params[name] = value end
    local found = vim.lsp.buf_request_sync(0, method, params, 20000)
    for _, one in pairs(found or {}) do
      if one.result then return one.result end
      if one.error or one.err then return nil, (one.error or one.err).message end
    end
  end

  wait(function() return #vim.diagnostic.get(0) > 0 end)
  for _, one in ipairs(vim.diagnostic.get(0)) do say('diagnostic', one.lnum .. ':' .. one.col .. ' ' .. tostring(one.code)) end
  say('diagnostics', #vim.diagnostic.get(0))
  say('hover', ask('textDocument/hover', 0, 8).contents.value)
  local list = ask('textDocument/completion', 2, 10)
  say('completion', #list.items .. ' ' .. list.items[1].textEdit.newText)

  vim.lsp.util.apply_text_edits({ list.items[1].textEdit }, vim.api.nvim_get_current_buf(), client.offset_encoding)
  say('typed', vim.fn.getline(3))
  vim.fn.setline(3, 'Also @vale')
  local util = vim.lsp.util.text_document_completion_list_to_complete_items
  if util then say('omnifunc', #util(list, 'vale')) end

  vim.api.nvim_win_set_cursor(0, { 1, 28 })
  local span = { start = { line = 0, character = 28 }, ['end'] = { line = 0, character = 28 } }
  local actions = ask('textDocument/codeAction', 0, 28, { range = span, context = { diagnostics = {} } })
  for _, one in ipairs(actions) do say('action', one.title) end
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  say('replaced', vim.fn.getline(1))

  vim.api.nvim_win_set_cursor(0, { 1, 8 })
  local copies = ask('textDocument/codeAction', 0, 8, {
    range = { start = { line = 0, character = 8 }, ['end'] = { line = 0, character = 8 } },
    context = { diagnostics = {}, only = { 'refactor.copy' } },
  })
  for _, one in ipairs(copies) do
    if one.title:find('short') then vim.lsp.commands['ponarscite.copy'](one.command) end
  end
  say('copied', copied)
  vim.lsp.buf.definition()
  wait(function() return vim.fn.expand('%:e') == 'md' and vim.fn.expand('%:t') ~= 'paper.md' end)
  say('definition', vim.fn.expand('%:t') .. ' readonly ' .. tostring(vim.bo.readonly))
  vim.cmd('buffer paper.md')
  vim.api.nvim_win_set_cursor(0, { 1, 8 })
  vim.lsp.buf.rename('snow2026')
  wait(function() return vim.fn.getline(1):find('snow2026') end)
  say('renamed', vim.fn.getline(1))
  wait(function() return vim.fn.getbufline(vim.fn.bufnr(folder .. '/other.md'), 1)[1] end)
  say('elsewhere', vim.fn.getbufline(vim.fn.bufnr(folder .. '/other.md'), 1)[1])
  local _, refused = ask('textDocument/rename', 0, 8, { newName = 'no key' })
  say('refused', refused)
end

local done, problem = pcall(drive)
if not done then say('nothing', problem) end
vim.cmd('qa!')
