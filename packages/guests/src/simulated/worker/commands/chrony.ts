import { strftime } from '../shell/printf.ts'
import type { Call, Program } from './call.ts'

/** Amazon's time, at the same link-local address in every VPC. */
const timeServer = '169.254.169.123'
const pollMs = 16_000

/** `chronyc`: what the clock follows. */
const chronyc: Program = async (call) => {
  const words = call.args.filter((arg) => !arg.startsWith('-'))
  const [verb = 'tracking'] = words
  const record = call.machine.units.running('chronyd')
  if (!record) return call.out('506 Cannot talk to daemon\n').then(() => 1)
  const now = await call.machine.outside.freshNow()
  const isSynced = call.machine.spec.distribution !== 'laptop' && now - record.sinceMs > 4_200
  const last = now - ((now - record.sinceMs) % pollMs)
  switch (verb) {
    case 'tracking':
      return tracking(call, isSynced, last)
    case 'sources':
      await call.out(
        `MS Name/IP address         Stratum Poll Reach LastRx Last sample               \n${'='.repeat(79)}\n`,
      )
      if (isSynced)
        await call.out(
          `^* ${timeServer}               3   4   377  ${String(Math.floor((now - last) / 1000)).padStart(4)}  -2341ns[-4172ns] +/-  340us\n`,
        )
      for (const server of told(call))
        await call.out(`^? ${server.padEnd(27)} 0   6     0     -     +0ns[   +0ns] +/-    0ns\n`)
      return 0
    case 'activity':
      await call.out(
        `200 OK\n${isSynced ? 1 : 0} sources online\n${told(call).length} sources offline\n0 sources doing burst (return to online)\n0 sources doing burst (return to offline)\n0 sources with unknown address\n`,
      )
      return 0
    case 'makestep':
      if (call.cred.uid !== 0) return call.out('501 Not authorised\n').then(() => 1)
      return call.out('200 OK\n').then(() => 0)
    default:
      return call.out('Unrecognized command\n').then(() => 1)
  }
}

/** Time servers that DHCP names besides Amazon's: none of them answers here. */
function told(call: Call): readonly string[] {
  const { ntpServers = [] } = call.machine.spec.dhcp ?? {}
  return ntpServers.filter((server) => server !== timeServer)
}

async function tracking(call: Call, isSynced: boolean, last: number): Promise<number> {
  const [reference, stratum, date, leap] = isSynced
    ? [`A9FEA97B (${timeServer})`, '4', strftime('%a %b %d %H:%M:%S %Y', last), 'Normal']
    : ['00000000 ()', '0', 'Thu Jan 01 00:00:00 1970', 'Not synchronised']
  await call.out(
    `Reference ID    : ${reference}\nStratum         : ${stratum}\nRef time (UTC)  : ${date}\nSystem time     : 0.000000000 seconds fast of NTP time\nLeap status     : ${leap}\n`,
  )
  return 0
}

export const chronyPrograms = { chronyc } satisfies Readonly<Record<string, Program>>
