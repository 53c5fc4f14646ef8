import { expect, it } from 'vitest'
import { readAnsi, toLines } from './ansi.ts'

const esc = '\u001b'

it('keeps colours and forgets them at a reset', () => {
  expect(readAnsi(`[${esc}[0;32m  OK  ${esc}[0m] Started ${esc}[1;91mit${esc}[m.`)).toEqual([
    { text: '[' },
    { text: '  OK  ', color: 'green' },
    { text: '] Started ' },
    { text: 'it', color: 'red', bold: true },
    { text: '.' },
  ])
})

it('leaves out what moves the cursor, and titles', () => {
  expect(readAnsi(`${esc}[2J${esc}[?25h${esc}]0;title\u0007a\r\nb${esc}(`)).toEqual([
    { text: 'a\nb' },
  ])
})

it('gives the spans of each line', () => {
  expect(toLines(readAnsi(`a${esc}[31mb\nc${esc}[0m\n\nd`))).toEqual([
    [{ text: 'a' }, { text: 'b', color: 'red' }],
    [{ text: 'c', color: 'red' }],
    [],
    [{ text: 'd' }],
  ])
})
