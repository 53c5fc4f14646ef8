import type { Program } from './call.ts'
import { options } from './call.ts'
import { parseMode } from './files.ts'

/** Copies files with a mode and an owner of their own, or makes directories with them. */
export const install: Program = async (call) => {
  const { flags, operands } = options(call.args, 'mogt', ['mode', 'owner', 'group'])
  const modeText = flags.get('m') ?? flags.get('mode') ?? '755'
  const mode = parseMode(modeText, 0, false, 0)
  if (mode === undefined) return call.fail(`invalid mode ‘${modeText}’`)
  const owner = flags.get('o') ?? flags.get('owner')
  const group = flags.get('g') ?? flags.get('group')
  const { users } = call.machine
  const uid = owner === undefined ? undefined : (users.byName(owner)?.uid ?? Number(owner))
  const gid = group === undefined ? undefined : (users.group(group)?.gid ?? Number(group))
  if (Number.isNaN(uid)) return call.fail(`invalid user ‘${owner}’`)
  if (Number.isNaN(gid)) return call.fail(`invalid group ‘${group}’`)
  const settle = (path: string): void => {
    call.vfs.chmod(path, mode, call.cred)
    if (uid !== undefined || gid !== undefined) call.vfs.chown(path, uid, gid, call.cred, true)
  }
  const directories = flags.has('d') || flags.has('directory')
  const target = directories ? '' : (flags.get('t') ?? operands.pop())
  if (target === undefined || operands.length === 0)
    return call.fail(
      target === undefined || target === ''
        ? 'missing file operand'
        : `missing destination file operand after '${target}'`,
    )
  let status = 0
  for (const name of operands) {
    try {
      if (directories) {
        call.vfs.makeDirectories(call.absolute(name), call.cred, 0o755)
        settle(call.absolute(name))
        continue
      }
      const into = call.vfs.peek(call.absolute(target), call.cred)?.kind === 'directory'
      const path = call.absolute(into ? `${target}/${name.split('/').at(-1)}` : target)
      if (flags.has('D'))
        call.vfs.makeDirectories(path.replace(/\/[^/]*$/, '') || '/', call.cred, 0o755)
      const source = call.open(name)
      try {
        const output = call.machine.open(path, 'write', call.cred, call.files, call.umask)
        try {
          for (
            let bytes = await source.read(131_072, call.signal);
            bytes;
            bytes = await source.read(131_072, call.signal)
          ) {
            await call.breathe()
            await output.write(bytes, call.signal)
          }
        } finally {
          output.release()
        }
      } finally {
        source.release()
      }
      settle(path)
    } catch (error) {
      status = await call.failAt(
        directories ? `cannot create directory ‘${name}’` : `cannot install '${name}'`,
        error,
      )
    }
  }
  return status
}
