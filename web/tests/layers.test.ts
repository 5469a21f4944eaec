import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const src = path.resolve(import.meta.dirname, '../src')
const LAYERS = ['api', 'generated', 'locales', 'lib', 'data', 'components', 'features', 'pages', 'app']
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name))
const code = (file: string) => readFileSync(path.join(src, file), 'utf8')
const imports = (file: string) => [...code(file).matchAll(/(?:from|import) ?\(?'@\/([^']+)'/g)].map(match => match[1])
const layerOf = (name: string) => LAYERS.indexOf(name.split('/')[0])

test('imports point down: api, locales, lib, data, components, features, pages, app', () => {
  const upward = files.flatMap(file =>
    imports(file).filter(name => layerOf(file) >= 0 && layerOf(name) > layerOf(file)).map(name => `${file} -> ${name}`),
  )
  expect(upward).toEqual([])
})

test('no feature imports another', () => {
  const crossing = files
    .filter(file => file.startsWith('features/'))
    .flatMap(file => imports(file).filter(name => name.startsWith('features/') && name.split('/')[1] !== file.split('/')[1]).map(name => `${file} -> ${name}`))
  expect(crossing).toEqual([])
})

test('no file leaves its folder by a relative path', () => {
  expect(files.filter(file => /from '\.\.?\//.test(code(file)))).toEqual([])
})

test('file names are kebab-case', () => {
  expect(files.filter(file => !/^[a-z0-9/.-]+$/.test(file))).toEqual([])
})

test('no colour stands outside the tokens, and no text for people outside the dictionaries', () => {
  const pages = files.filter(file => /^(components|features|pages|app)\/.*tsx$/.test(file))
  const colours = /(?:text|bg|border|ring|fill|stroke)-(?:red|green|blue|gray|slate|zinc|amber|yellow|orange|indigo)-\d|#[0-9a-f]{6}\b/
  expect(pages.filter(file => colours.test(code(file)))).toEqual([])
  const chinese = pages.filter(file => /\p{Script=Han}/u.test(code(file)))
  expect(chinese).toEqual(['features/account/account-panel.tsx']) // the names of languages are the same in each
})
