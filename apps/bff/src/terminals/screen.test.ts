import { describe, expect, it } from 'vitest'
import { Screen, unfinishedEnd } from './screen.ts'

const snapshotOf = (screen: Screen): Promise<Buffer> =>
  new Promise((resolve) => screen.snapshot((bytes) => resolve(Buffer.from(bytes))))

const newScreen = (): Screen => new Screen(40, 10, () => {})

describe('a kept screen', () => {
  it('gives a terminal the same picture, colours, cursor and modes', async () => {
    const first = newScreen()
    first.write(Buffer.from('plain \x1b[1;31mred\x1b[0m 한글 €\r\nprompt$ \x1b[?1h\x1b[?2004h'))
    const picture = await snapshotOf(first)
    expect(picture.toString()).toContain('\x1b[31;1mred')
    expect(picture.toString()).toContain('\x1b[?2004h')
    const second = newScreen()
    second.write(Buffer.from('what was here before\r\n'.repeat(30)))
    second.write(picture)
    expect((await snapshotOf(second)).equals(picture)).toBe(true)
    first.close()
    second.close()
  })

  it('counts an emoji as two columns, as the page does', async () => {
    const screen = newScreen()
    screen.write(Buffer.from(`${'🙂'.repeat(21)}\rX`))
    // Forty columns hold twenty of them, so the X took the place of the one on the second line.
    expect((await snapshotOf(screen)).toString()).toMatch(/🙂{20}X/u)
    screen.close()
  })

  it('keeps what scrolled away', async () => {
    const screen = newScreen()
    for (let line = 0; line < 200; line += 1) screen.write(Buffer.from(`line ${line}\r\n`))
    expect((await snapshotOf(screen)).toString()).toContain('line 3\r\n')
    screen.close()
  })

  it('takes the picture at its place in the stream', async () => {
    const screen = newScreen()
    screen.write(Buffer.from('before'))
    const picture = snapshotOf(screen)
    screen.write(Buffer.from(' after'))
    expect((await picture).toString()).toMatch(/before$/)
    screen.close()
  })

  it('counts what it has not taken in', async () => {
    const pending: number[] = []
    const screen: Screen = new Screen(40, 10, () => pending.push(screen.pendingBytes))
    screen.write(Buffer.from('12345'))
    screen.write(Buffer.from('678'))
    expect(screen.pendingBytes).toBe(8)
    await snapshotOf(screen)
    expect(pending).toEqual([3, 0])
    screen.close()
  })

  it.each([
    ['\x1b[1;3', '1mred'],
    ['text \x1b', '[31mred'],
    ['\x1b]0;title', '\x07text'],
    ['\xed\x95', '\x9c'],
    ['\xf0\x9f\x98', '\x80'],
  ])('goes on in the middle of a sequence: %j', async (head, rest) => {
    const cut = newScreen()
    cut.write(Buffer.from(head, 'latin1'))
    const restored = newScreen()
    restored.write(await snapshotOf(cut))
    for (const screen of [cut, restored]) screen.write(Buffer.from(rest, 'latin1'))
    expect((await snapshotOf(restored)).toString()).toBe((await snapshotOf(cut)).toString())
    for (const screen of [cut, restored]) screen.close()
  })
})

describe('the unfinished end', () => {
  it.each(['', 'text', '\x1b[31m', '\x1b]0;t\x07', '\xed\x95\x9c', '\x1b(B', 'a\x80'])(
    'is empty after %j',
    (text) => expect(unfinishedEnd(Buffer.from(text, 'latin1'))).toHaveLength(0),
  )
})
