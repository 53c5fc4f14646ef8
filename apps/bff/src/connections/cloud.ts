import type { Cloud, End } from '@brume/cloud'
import { defaultAccount, instanceConnectAddress, pricesIn } from '@brume/cloud'
import type { CloudClock, CloudNetwork, ClockCommand, ReachabilityEnd } from '@brume/console-api'
import { refuse } from '../fault.ts'
import type { EmbeddedCloud } from './embedded.ts'

/** The embedded cloud of this process, as the console uses it. */
export function ofCloud(cloud: Cloud): EmbeddedCloud {
  const { engine } = cloud
  const readClock = (account: string): CloudClock => {
    const { clock, pace } = engine.world(account)
    return {
      now: new Date(clock.now()).toISOString(),
      speed: pace.instant ? 'instant' : pace.speed,
      paused: pace.speed === 0,
    }
  }
  const readNetwork = (account: string): CloudNetwork => ({
    myAddress: cloud.fabric.myComputer(account).address,
  })
  return {
    account: defaultAccount,
    awsUrl: cloud.url,
    gatewayUrl: cloud.gateway?.url,
    onChange: cloud.onChange,
    onReset: engine.onReset,
    readClock,
    setClock: async (account, command) => {
      await applyClock(cloud, account, command)
      return readClock(account)
    },
    reset: async (account) => cloud.reset(account),
    readNetwork,
    setNetwork(account, { myAddress }) {
      const refusal = cloud.setMyAddress(account, myAddress)
      if (refusal !== undefined) {
        throw refuse(400, 'BadRequest', refusal, { member: 'myAddress', hint: 'bad-request' })
      }
      return readNetwork(account)
    },
    reachability(account, region, { from, to, protocol, port = 0 }) {
      const { fabric } = cloud
      const source =
        from.kind === 'my-computer' ? fabric.myComputer(account) : endOf(account, region, from)
      if (to.kind !== 'host-name')
        return fabric.decide(source, endOf(account, region, to), protocol, port)
      const found = fabric.resolve(source, to.name)
      const address = 'unreachable' in found ? undefined : found[0]
      if (address === undefined) throw refuse(404, 'NotFound', `The name ${to.name} is not known.`)
      return fabric.decide(source, address, protocol, port)
    },
    flowLogRecords: (account, region, id) => cloud.flowLogs.read({ account, region }, id),
    prices: pricesIn,
    injectFault(account, wish) {
      const made = cloud.injectFault(account, { ...wish })
      if (!('refused' in made)) return made
      throw refuse(made.status, made.status === 404 ? 'NotFound' : 'BadRequest', made.refused)
    },
    acceptTerms: cloud.acceptTerms,
    openMyComputer: cloud.myComputer.openTerminal,
    downloadToMyComputer: cloud.myComputer.download,
    sshEndpoint: (account, region, instanceId) =>
      cloud.ssh?.endpointOf({ account, region, instanceId }),
    connectFromInstanceConnect: (account, region, address, port) =>
      cloud.fabric.connect(
        { kind: 'internet', account, address: instanceConnectAddress(region) },
        { address, port },
      ),
    async openSerialConsole(account, region, instanceId, options) {
      try {
        return await cloud.openSerialConsole({ account, region, instanceId }, options)
      } catch (error) {
        const text = error instanceof Error ? error.message : 'The serial console cannot be opened.'
        throw refuse(504, 'InstanceUnreachable', text, { cause: error })
      }
    },
  }
}

function endOf(account: string, region: string, end: ReachabilityEnd): End {
  switch (end.kind) {
    case 'instance':
      return { kind: 'guest', target: { account, region, instanceId: end.instanceId } }
    case 'network-interface':
      return { kind: 'network-interface', account, region, id: end.networkInterfaceId }
    case 'address':
      return { kind: 'internet', account, address: end.address }
  }
}

async function applyClock(cloud: Cloud, account: string, command: ClockCommand): Promise<void> {
  const { clock, pace } = cloud.engine.world(account)
  if ('speed' in command) {
    cloud.engine.setPace(account, { speed: command.speed, instant: false })
  } else if ('pause' in command) {
    cloud.engine.setPace(account, { ...pace, speed: command.pause ? 0 : pace.speed || 1 })
  } else if ('advance' in command) {
    await cloud.advance(account, durationMs(command.advance))
  } else {
    const byMs = Date.parse(command.advanceTo) - clock.now()
    if (byMs < 0) {
      throw refuse(400, 'BadRequest', 'advanceTo: this time has passed in the account.', {
        member: 'advanceTo',
        hint: 'bad-request',
      })
    }
    await cloud.advance(account, byMs)
  }
}

const unitMs = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/** `30s`, `1.5h`; the form was checked by the route. */
function durationMs(text: string): number {
  return Math.round(Number.parseFloat(text) * (unitMs.get(text.slice(-1)) ?? 0))
}
