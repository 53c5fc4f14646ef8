import { expect, it } from 'vitest'
import { downloadInput, readTransfer, uploadInput } from './transfer.ts'

it('types a file in lines that a terminal takes, ended by Ctrl-D', () => {
  const { command, content } = uploadInput(`it's a "file"`, new Uint8Array(3000))
  expect(command).toMatch(/^ stty -echo; printf '\\033\]5379;r\\007'; base64 -d > /)
  expect(command).toContain(`> 'it'\\''s a "file"' &&`)
  const lines = content.split('\r')
  expect(lines).toHaveLength(6)
  expect(lines.slice(0, -1).every((line) => line.length <= 900)).toBe(true)
  expect(lines.at(-1)).toBe('\x04')
})

it('reads what comes back', () => {
  expect(readTransfer('r')).toEqual({ kind: 'ready' })
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
  expect(downloadInput('/etc/hosts')).toContain('base64 /etc/hosts |')
  expect(downloadInput('/etc/hosts')).toContain('aG9zdHM=')
})
