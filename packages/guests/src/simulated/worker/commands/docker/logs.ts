import type { Call } from '../call.ts'
import { rootCredentials as root } from '../../vfs/inode.ts'
import type { Engine } from './engine.ts'
import { readOptions } from './run.ts'
import { containerLog } from './state.ts'

export async function logs(call: Call, engine: Engine): Promise<number> {
  const { values, words } = readOptions(
    call.args.slice(1),
    { f: 'follow', n: 'tail' },
    ['tail'],
    ['follow'],
  )
  const [name = '', ...more] = words
  const later = readOptions(more, { f: 'follow', n: 'tail' }, ['tail'], ['follow']).values
  const container = engine.find(name)
  const path = containerLog(container.state.id)
  const text = await call.vfs.readText(path, root).catch(() => '')
  const tail = values.get('tail')?.at(-1) ?? later.get('tail')?.at(-1)
  const lines = text.split(/(?<=\n)/)
  await call.out(
    (tail === undefined || tail === 'all'
      ? lines
      : lines.slice(-Number(tail) || lines.length)
    ).join(''),
  )
  let shown = Buffer.byteLength(text)
  while ((values.has('follow') || later.has('follow')) && container.process) {
    await call.machine.outside.sleep(500, call.signal)
    const bytes = await call.vfs.readFile(path, root).catch(() => new Uint8Array(0))
    if (bytes.length > shown) await call.out(bytes.slice(shown))
    shown = bytes.length
  }
  return 0
}
