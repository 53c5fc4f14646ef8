import type { RunningUnit } from '../../protocol.ts'
import type { Machine } from '../system/machine.ts'
import { unitDescription } from './unit-files.ts'

interface Said {
  /** Who says it: `systemd` or the program. */
  readonly identifier: string
  readonly pid: number
  readonly text: string
  /** ms after the start. */
  readonly afterMs: number
}

/** What a service that is only noted as running says at its start; the service manager's lines aside. */
export function serviceSays(
  machine: Machine,
  { name, pid, sinceMs }: RunningUnit,
): readonly Said[] {
  const say = (identifier: string, lines: readonly (readonly [afterMs: number, text: string])[]) =>
    lines.map(([afterMs, text]): Said => ({ identifier, pid, text, afterMs }))
  if (name === 'chronyd')
    return say('chronyd', [
      [
        3,
        'chronyd version 4.3 starting (+CMDMON +NTP +REFCLOCK +RTC +PRIVDROP +SCFILTER +SIGND +ASYNCDNS +NTS +SECHASH +IPV6 +DEBUG)',
      ],
      [4, 'Using right/UTC timezone to obtain leap second data'],
      [5, 'Loaded seccomp filter (level 2)'],
      ...(machine.spec.distribution === 'laptop'
        ? []
        : ([[4_200, 'Selected source 169.254.169.123']] as const)),
    ])
  if (name === machine.facts.agentUnit) {
    const stamp = (afterMs: number): string =>
      new Date(sinceMs + afterMs).toISOString().replace('T', ' ').replace('Z', '0')
    const info = (afterMs: number, text: string) =>
      [afterMs, `${stamp(afterMs)} INFO ${text}`] as const
    const arch = machine.spec.architecture === 'arm64' ? 'arm64' : 'amd64'
    return say('amazon-ssm-agent', [
      [200, 'Initializing new seelog logger'],
      [200, 'New Seelog Logger Creation Complete'],
      info(340, 'Agent will take identity from EC2'),
      info(400, `[amazon-ssm-agent] amazon-ssm-agent - v${machine.facts.agentVersion ?? ''}`),
      info(400, `[amazon-ssm-agent] OS: linux, Arch: ${arch}`),
      info(410, '[amazon-ssm-agent] Starting Core Agent'),
      info(
        410,
        '[amazon-ssm-agent] [LongRunningWorkerContainer] [WorkerProvider] Worker ssm-agent-worker is not running, starting worker process',
      ),
    ])
  }
  return []
}

/** The same with the service manager's lines around it, as the journal has it of the boot. */
export function bootSays(machine: Machine, record: RunningUnit): readonly Said[] {
  const description = unitDescription(record.name)
  const systemd = (afterMs: number, verb: string, end: string): Said => ({
    identifier: 'systemd',
    pid: 1,
    text: `${verb} ${record.name}.service - ${description}${end}`,
    afterMs,
  })
  return [
    systemd(0, 'Starting', '...'),
    systemd(6, 'Started', '.'),
    ...serviceSays(machine, record),
  ].toSorted((a, b) => a.afterMs - b.afterMs)
}

/** Whether a service has run since the boot as it was noted then, so that nobody wrote down what it said. */
export function isFromBoot(machine: Machine, record: RunningUnit): boolean {
  return (
    record.state === 'active' &&
    record.pids === undefined &&
    record.sinceMs <= machine.bootedAt + machine.facts.bootMs
  )
}
