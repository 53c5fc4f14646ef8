import type { ClockState, Cloud, ControlRefusal, End } from '@brume/cloud'
import { defaultAccount, instanceConnectAddress, pricesIn } from '@brume/cloud'
import type { CloudClock, CloudNetwork, ReachabilityEnd } from '@brume/console-api'
import { refuse } from '../fault.ts'
import type { EmbeddedCloud } from './embedded.ts'

/** The embedded cloud of this process, as the console uses it. */
export function ofCloud(cloud: Cloud): EmbeddedCloud {
  const { engine } = cloud
  const readNetwork = (account: string): CloudNetwork => ({
    myAddress: cloud.fabric.myComputer(account).address,
  })
  return {
    account: defaultAccount,
    awsUrl: cloud.url,
    rootSecret: cloud.authorization.rootSecret,
    iamMode: cloud.authorization.mode,
    setIamMode: cloud.authorization.setMode,
    iamDecisions: cloud.authorization.decisions,
    leastPolicy: cloud.authorization.leastPolicy,
    never: cloud.authorization.never,
    signIn: cloud.signIn,
    gatewayUrl: cloud.gateway?.url,
    onChange: cloud.onChange,
    onReset: engine.onReset,
    readClock: (account) => clockOf(cloud.readClock(account)),
    setClock: async (account, command) => {
      // Whoever chooses a speed wants to see steps take their time.
      const wish = 'speed' in command ? { ...command, instant: false } : command
      return clockOf(done(await cloud.setClock(account, wish)))
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
    accessLog: (account, region, arn) => cloud.balancerLogs.readLog({ account, region }, arn),
    prices: pricesIn,
    costs: cloud.costs,
    setFreeTier: cloud.setFreeTier,
    injectFault: (account, wish) => done(cloud.injectFault(account, wish)),
    listTraffic: cloud.traffic.list,
    startTraffic: (account, wish) => done(cloud.traffic.start(account, wish)),
    stopTraffic(account, id) {
      const refusal = cloud.traffic.stop(account, id)
      if (refusal) done(refusal)
    },
    listFaults: (account) => cloud.listFaults(account),
    removeFaults: (account, id) => done(cloud.removeFaults(account, id)).removed,
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

/** What the cloud refused, as the console is told of it. */
function done<T extends object>(answer: T | ControlRefusal): T {
  if (!('refused' in answer)) return answer
  const { refused, status } = answer
  throw refuse(status, status === 404 ? 'NotFound' : 'BadRequest', refused)
}

function clockOf({ now, speed, paused, instant, advancing }: ClockState): CloudClock {
  return {
    now,
    speed: instant ? 'instant' : speed,
    paused,
    advancing: advancing && { from: advancing.from, to: advancing.to },
  }
}
