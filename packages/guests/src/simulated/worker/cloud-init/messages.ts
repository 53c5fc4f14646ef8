import type { DistributionFacts } from '../../distributions.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { OutputLog } from './output-log.ts'

type Level = 'DEBUG' | 'INFO' | 'WARNING'

/** What cloud-init says of itself, as the version of a distribution words it. */
export class Messages {
  readonly #machine: Machine
  readonly #log: OutputLog
  /** Of the modules that failed, as /run/cloud-init/result.json has them. */
  readonly errors: string[] = []

  constructor(machine: Machine, log: OutputLog) {
    this.#machine = machine
    this.#log = log
  }

  /** A line of /var/log/cloud-init.log alone. */
  async note(file: string, level: Level, text: string): Promise<void> {
    const line = `${this.#stamp()} - ${file}[${level}]: ${text}\n`
    await this.#machine.vfs.appendFile('/var/log/cloud-init.log', line, rootCredentials)
  }

  /** A warning: in that log, in the output's log and on the console. */
  async warn(file: string, text: string): Promise<void> {
    const { facts, outside } = this.#machine
    await this.note(file, 'WARNING', text)
    const day = new Date(outside.now()).toUTCString().split(' ')
    const lead =
      facts.id === 'amzn' && facts.version === '2'
        ? `${day[2]} ${day[1]} ${day[4]} cloud-init[${this.#log.pid}]: `
        : `${this.#stamp()} - `
    await this.#log.say(`${lead}${file}[WARNING]: ${text}`)
  }

  /** A module went wrong: its own words for it, then cloud-init's, then that its stage failed. */
  async moduleFailed(module: string, own: readonly [file: string, text: string]): Promise<void> {
    const { facts } = this.#machine
    this.errors.push(`('${moduleName(facts, module)}', ProcessExecutionError())`)
    await this.warn(...own)
    await this.warn(
      'util.py',
      `Running module ${moduleName(facts, module)} (<module 'cloudinit.config.cc_${module}' from '${library(facts)}/cloudinit/config/cc_${module}.py'>) failed`,
    )
  }

  #stamp(): string {
    const at = new Date(this.#machine.outside.now()).toISOString()
    return at.replace('T', ' ').replace('.', ',').replace('Z', '')
  }
}

/** Modules are spelt with underscores since 23.2. */
export function moduleName(facts: DistributionFacts, module: string): string {
  const [major = 0, minor = 0] = facts.cloudInit.split('.').map(Number.parseFloat)
  return major > 23 || (major === 23 && minor >= 2) ? module : module.replaceAll('_', '-')
}

function library({ id, version, family }: DistributionFacts): string {
  if (family === 'debian') return '/usr/lib/python3/dist-packages'
  if (id === 'amzn' && version === '2') return '/usr/lib/python2.7/site-packages'
  return `/usr/lib/python3.${family === 'suse' ? 6 : 9}/site-packages`
}
