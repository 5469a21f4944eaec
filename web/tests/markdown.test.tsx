import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Markdown } from '@/components/markdown'

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><circle/></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '<b onclick="alert(1)">x</b>',
  '![p](https://evil.example/p.png)',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox(1))',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></math>',
  '```html\n<script>alert(1)</script>\n```',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '> <form action=https://evil.example><input></form>',
]

test.each(HOSTILE)('nothing in %s comes to life', hostile => {
  const { container } = render(<Markdown text={`before\n\n${hostile}\n\nafter`} />)
  expect(container.querySelector('script, img, svg, iframe, style, math, form, input, b, [onclick], [onerror], [onload]')).toBeNull()
  for (const link of container.querySelectorAll('a')) expect(link.getAttribute('href') ?? '').toMatch(/^(https?:|$)/)
  expect(container.textContent).toContain('before')
  expect(container.textContent).toContain('after')
})

test('html of a model is shown as the text it is', () => {
  const { container } = render(<Markdown text={'a <script>alert(1)</script> b'} />)
  expect(container.textContent).toContain('<script>alert(1)</script>')
})

test('the Markdown that answers use is drawn', () => {
  const { container } = render(<Markdown text={'## 结论\n\n**好** [x](https://example.com)\n\n- 一\n- 二\n\n> 引\n\n| a |\n|---|\n| b |'} />)
  for (const tag of ['h2', 'strong', 'a', 'ul > li', 'blockquote', 'table td'])
    expect(container.querySelector(tag), tag).not.toBeNull()
})

test('text that grows leaves its finished blocks alone', () => {
  const { container, rerender } = render(<Markdown text={'one\n\ntwo'} />)
  const first = container.querySelector('p')
  rerender(<Markdown text={'one\n\ntwo three'} />)
  expect(container.querySelector('p')).toBe(first)
  expect(container.textContent).toContain('two three')
})

test('drawing piece by piece ends with the same page as drawing at once', () => {
  const text = '## 结论\n\n整体**匹配**。\n\n- 一\n- 二 <b>x</b>\n\n1. a\n2. b\n\n```\ncode\n```\n'
  const { container, rerender } = render(<Markdown text="" />)
  for (let end = 1; end <= text.length; end++) rerender(<Markdown text={text.slice(0, end)} />)
  const whole = render(<Markdown text={text} />)
  expect(container.innerHTML).toBe(whole.container.innerHTML)
})
