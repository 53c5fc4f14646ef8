import type { OpenFile } from '../system/open-file.ts'
import { options, type Call, type Program } from './call.ts'
import { chunks } from './text.ts'

const defaultColumns = 76

const base64: Program = async (call) => {
  const { flags, operands } = options(call.args, 'w', ['wrap'])
  const [name = '-', extra] = operands
  if (extra !== undefined) {
    await call.fail(`extra operand ‘${extra}’`)
    await call.err("Try 'base64 --help' for more information.\n")
    return 1
  }
  const width = flags.get('w') ?? flags.get('wrap')
  if (width !== undefined && !/^\d+$/.test(width)) return call.fail(`invalid wrap size: ‘${width}’`)
  let file: OpenFile
  try {
    file = call.open(name)
  } catch (error) {
    return call.failAt(name, error)
  }
  try {
    if (flags.has('d') || flags.has('decode')) {
      return await decode(call, file, flags.has('i') || flags.has('ignore-garbage'))
    }
    return await encode(call, file, width === undefined ? defaultColumns : Number(width))
  } finally {
    file.release()
  }
}

async function encode(call: Call, file: OpenFile, columns: number): Promise<number> {
  let rest: Uint8Array = new Uint8Array()
  let line = ''
  const write = async (text: string, isLast: boolean) => {
    if (columns === 0) return call.out(text)
    line += text
    const whole = isLast ? line.length : line.length - (line.length % columns)
    const ready = line.slice(0, whole)
    line = line.slice(whole)
    const lines = ready.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []
    await call.out(lines.map((one) => `${one}\n`).join(''))
  }
  for await (const bytes of chunks(call, file)) {
    const all = Buffer.concat([rest, bytes])
    // Three bytes are four characters.
    const whole = all.length - (all.length % 3)
    await write(all.subarray(0, whole).toString('base64'), false)
    rest = all.subarray(whole)
  }
  await write(Buffer.from(rest).toString('base64'), true)
  return 0
}

async function decode(call: Call, file: OpenFile, ignoresGarbage: boolean): Promise<number> {
  let rest = ''
  for await (const bytes of chunks(call, file)) {
    let text = rest + Buffer.from(bytes).toString('latin1').replaceAll('\n', '')
    if (ignoresGarbage) text = text.replace(/[^A-Za-z0-9+/=]/g, '')
    const wrong = text.search(/[^A-Za-z0-9+/=]/)
    const good = wrong < 0 ? text : text.slice(0, wrong)
    const whole = good.length - (good.length % 4)
    await call.out(bytesOf(good.slice(0, whole)))
    if (wrong >= 0) return call.fail('invalid input')
    rest = good.slice(whole)
  }
  if (rest === '') return 0
  await call.out(bytesOf(rest))
  return call.fail('invalid input')
}

/** Groups of four that may be padded anywhere: what was encoded in parts decodes as one. */
function bytesOf(text: string): Buffer {
  return Buffer.concat(
    (text.match(/[^=]+={0,2}/g) ?? []).map((part) => Buffer.from(part, 'base64')),
  )
}

export const base64Programs = { base64 } satisfies Readonly<Record<string, Program>>
