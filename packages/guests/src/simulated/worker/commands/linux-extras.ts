import type { Program } from './call.ts'

/** Topics of Amazon Linux 2 and the packages that each brings. */
const topics: Readonly<Record<string, readonly string[]>> = {
  ansible2: ['ansible'],
  docker: ['docker'],
  epel: ['epel-release'],
  'java-openjdk11': ['java-11-amazon-corretto'],
  'lamp-mariadb10.2-php7.2': ['mariadb-server', 'php'],
  'mariadb10.5': ['mariadb'],
  nginx1: ['nginx'],
  'php7.2': ['php'],
  'php7.3': ['php'],
  'php7.4': ['php'],
  'php8.0': ['php'],
  'php8.1': ['php'],
  'php8.2': ['php'],
  postgresql14: ['postgresql'],
  redis6: ['redis'],
}

/** `amazon-linux-extras`: topics that are switched on, and installed with yum. */
export const extras: Program = async (call) => {
  const [verb = 'list', ...args] = call.args
  const typed = args.filter((arg) => !arg.startsWith('-')).map((name) => name.replace(/=.*$/, ''))
  const table = async (): Promise<void> => {
    for (const [index, name] of Object.keys(topics).entries()) {
      const state = typed.includes(name)
        ? `${name}=latest`.padEnd(24) + 'enabled  '
        : name.padEnd(24) + 'available'
      await call.out(`${String(index).padStart(3)}  ${state}    [ =stable ]\n`)
    }
  }
  if (verb === 'list') return table().then(() => 0)
  if (!['install', 'enable', 'disable', 'info'].includes(verb))
    return call.err(`Command ${verb} is not known.\n`).then(() => 1)
  if (typed.length === 0) return call.err('Provide at least one topic.\n').then(() => 1)
  if (verb !== 'info' && call.cred.uid !== 0)
    return call.err('You must be root to run this command.\n').then(() => 1)
  for (const name of typed)
    if (!Object.hasOwn(topics, name)) return call.err(`Topic ${name} is not found.\n`).then(() => 1)
  if (verb !== 'install') return table().then(() => 0)
  const packages = typed.flatMap((name) => topics[name] ?? [])
  await call.out(`Installing ${packages.join(', ')}\n`)
  const status = await call.run(['yum', 'install', '-y', ...packages])
  if (status === 0) await table()
  return status
}
