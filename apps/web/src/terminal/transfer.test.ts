import { expect, it } from 'vitest'
import { downloadInput, quote, readTransfer, uploadInput } from './transfer.ts'

it('quotes names as a shell reads them', () => {
  expect(quote(`it's a "file"`)).toBe(`'it'\\''s a "file"'`)
})

it('types a file in lines that a terminal takes, ended by Ctrl-D', () => {
  const typed = uploadInput('a.bin', new Uint8Array(3000))
  const lines = typed.split('\r')
  expect(lines[0]).toMatch(/^ stty -echo; base64 -d > 'a\.bin'/)
  expect(lines.slice(1, -1).every((line) => line.length <= 900)).toBe(true)
  expect(lines.at(-1)).toBe('\x04')
})

it('reads what comes back', () => {
  expect(readTransfer('u;YS5iaW4=')).toEqual({ kind: 'uploaded', name: 'a.bin' })
  expect(readTransfer('f;YS5iaW4=')).toEqual({ kind: 'failed', name: 'a.bin' })
  expect(readTransfer('d;YS5iaW4=;aGk=')).toEqual({
    kind: 'file',
    name: 'a.bin',
    bytes: new TextEncoder().encode('hi'),
  })
  expect(readTransfer('x;')).toBeUndefined()
})

it('asks for a file by its path and names it by its last part', () => {
  expect(downloadInput('/etc/hosts')).toContain("base64 '/etc/hosts'")
  expect(downloadInput('/etc/hosts')).toContain('aG9zdHM=')
})
