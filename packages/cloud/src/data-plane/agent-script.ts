import type { Guest } from '@brume/guests'
import type { GuestTarget } from '../host.ts'
import type { ScriptStep } from '../services/ssm/commands/command.ts'
import { cutErrorOutput, cutOutput } from '../services/ssm/commands/output-text.ts'
import type { InventoryEntry } from '../services/ssm/inventory/inventory.ts'
import { collectInventory } from './agent-inventory.ts'
import { collect } from './collect.ts'

/** A script of a command, running in a guest. */
export interface RunningScript {
  readonly result: Promise<ScriptResult>
  kill(): void
}

export interface ScriptResult {
  readonly code: number
  readonly output: string
  readonly errorOutput: string
  /** What an inventory found, by type. */
  readonly collected?: Readonly<Record<string, readonly InventoryEntry[]>>
}

export interface Script extends GuestTarget {
  readonly commandId: string
  readonly step: ScriptStep
}

/** More than is ever shown, so that what is cut off is known to be there. */
const keptCharacters = 30_000

/** Where the agent's own work begins, and so that of scripts that name no directory. */
const defaultDirectory = '/usr/bin'

/** Keeps a script beside its command as the agent does, and runs it: by itself when it says how (`#!`), else by what follows. */
const launcher = [
  'umask 077',
  'script=$1/_script.sh',
  'mkdir -p "$1" && cat >"$script" && chmod 700 "$script" || exit 1',
  'cd "$2" || exit 1',
  'shift 2',
  'exec "$@" "$script" </dev/null',
].join('\n')

/** As root, with the agent's environment. */
export async function runScript(guest: Guest, script: Script): Promise<RunningScript> {
  const { commandId, instanceId, region, step } = script
  if (step.action === 'aws:softwareInventory') return collectInventory(guest, step.lines)
  const isShell = step.action === 'aws:runShellScript'
  if (step.platform !== undefined && step.platform !== 'Linux') {
    return skipped(step)
  }
  const plugin = step.action.replace(':', '')
  const folder = `/var/lib/amazon/ssm/${instanceId}/document/orchestration/${commandId}/${plugin}/0.${plugin}`
  const text = `${step.lines.join('\n')}\n`
  const process = await guest.execute({
    user: 'root',
    argv: [
      'sh',
      '-c',
      launcher,
      'sh',
      folder,
      step.workingDirectory === '' ? defaultDirectory : step.workingDirectory,
      ...(isShell ? (text.startsWith('#!') ? [] : ['sh']) : ['pwsh']),
    ],
    env: { AWS_SSM_INSTANCE_ID: instanceId, AWS_SSM_REGION_NAME: region },
    cwd: '/',
  })
  process.stdin.on('error', () => undefined)
  process.stdin.end(text)
  const output = collect(process.stdout, keptCharacters)
  const errors = collect(process.stderr, keptCharacters)
  return {
    kill: () => process.kill('KILL'),
    result: process.exit.then(({ code }) => ({
      code,
      output: cutOutput(output()),
      errorOutput: cutErrorOutput(code === 0 ? errors() : withFailure(errors(), code)),
    })),
  }
}

function withFailure(text: string, code: number): string {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n'
  return `${text}${gap}failed to run commands: exit status ${code}`
}

function skipped(step: ScriptStep): RunningScript {
  const output = `Step execution skipped due to unsatisfied preconditions: '"StringEquals": [platformType, ${step.platform}]'. Step name: ${step.name}`
  return { kill: () => undefined, result: Promise.resolve({ code: 0, output, errorOutput: '' }) }
}
