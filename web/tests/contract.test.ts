import { readFileSync } from 'node:fs'
import path from 'node:path'
import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript'
import { expect, test } from 'vitest'

const file = (name: string) => readFileSync(path.resolve(import.meta.dirname, '..', name), 'utf8')

test('the types of the API are those of its contract; else run `npm run api`', async () => {
  const contract = JSON.parse(file('../openapi.json')) as OpenAPI3
  expect(file('src/api/schema.gen.ts')).toBe(COMMENT_HEADER + astToString(await openapiTS(contract)))
})
