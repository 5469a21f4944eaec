import { expect, test } from 'vitest'
import { asListItem, bold } from '@/features/customize/markdown-edits'
import { pieces, placeOf } from '@/features/match/ranges'

test('bold goes on and off and keeps the selection', () => {
  const once = bold({ text: 'a word b', start: 2, end: 6 })
  expect(once).toEqual({ text: 'a **word** b', start: 4, end: 8 })
  expect(bold(once)).toEqual({ text: 'a word b', start: 2, end: 6 })
})

test('lines become list items together, and go back together', () => {
  const once = asListItem({ text: 'x\none\ntwo\ny', start: 3, end: 7 })
  expect(once.text).toBe('x\n- one\n- two\ny')
  expect(asListItem(once).text).toBe('x\none\ntwo\ny')
  expect(asListItem({ text: '- one\ntwo', start: 0, end: 9 }).text).toBe('- one\n- two')
})

test('a quote is found at its place, else by its words, else not at all', () => {
  const text = 'go, go, gone'
  expect(placeOf(text, { text: 'go', start: 4, end: 6 })).toEqual({ start: 4, end: 6 })
  expect(placeOf(text, { text: 'gone', start: 0, end: 4 })).toEqual({ start: 8, end: 12 })
  expect(placeOf(text, { text: 'rust', start: 0, end: 4 })).toBeNull()
})

test('marked pieces put together are the text, whatever overlaps', () => {
  const text = 'abcdefgh'
  const cut = pieces(text, [{ start: 4, end: 6 }, { start: 0, end: 2 }, { start: 5, end: 7 }, { start: 5, end: 6 }])
  expect(cut.map(piece => piece.text).join('')).toBe(text)
  expect(cut.filter(piece => piece.marked).map(piece => piece.text)).toEqual(['ab', 'ef', 'g'])
})
