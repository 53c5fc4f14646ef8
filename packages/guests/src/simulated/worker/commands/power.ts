import type { Call, Program } from './call.ts'

/** Asks for the machine to go down or come again; the cloud decides what becomes of the instance. */
export async function power(call: Call, action: 'poweroff' | 'reboot'): Promise<number> {
  if (call.cred.uid !== 0) {
    await call.err(
      `Failed to set wall message, ignoring: Interactive authentication required.\nFailed to ${action === 'reboot' ? 'reboot' : 'power off'} system via logind: Interactive authentication required.\n`,
    )
    return 1
  }
  await call.machine.log(
    'systemd-logind',
    action === 'reboot' ? 'System is rebooting.' : 'System is powering down.',
  )
  call.machine.flush()
  call.machine.outside.post({ type: 'power', action })
  return 0
}

const shutdown: Program = async (call) => {
  if (call.args.includes('-c')) return 0
  const action = call.args.includes('-r') ? 'reboot' : 'poweroff'
  const when = call.args.find((arg) => /^(?:now|\+?\d+)$/.test(arg)) ?? '+1'
  const minutes = when === 'now' ? 0 : Number(when)
  if (minutes > 0 && call.cred.uid === 0) {
    await call.err(`Shutdown scheduled, use 'shutdown -c' to cancel.\n`)
    call.machine.detach(
      call.machine.outside
        .sleep(minutes * 60_000, new AbortController().signal)
        .then(() => call.machine.outside.post({ type: 'power', action })),
    )
    return 0
  }
  return power(call, action)
}

export const powerPrograms = {
  shutdown,
  reboot: (call: Call) => power(call, 'reboot'),
  poweroff: (call: Call) => power(call, 'poweroff'),
  halt: (call: Call) => power(call, 'poweroff'),
} satisfies Readonly<Record<string, Program>>
