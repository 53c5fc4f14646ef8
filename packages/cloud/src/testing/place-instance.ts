import type { Engine } from '../engine/engine.ts'
import { instances, type InstanceRecord } from '../services/ec2/instances/instance.ts'

/** Puts a running instance into the records and waits for its guest. */
export async function placeInstance(
  engine: Engine,
  where: { account: string; region: string },
  changes: Partial<InstanceRecord> & { readonly id: string },
): Promise<void> {
  engine.transact(where, (ctx) => {
    const record: InstanceRecord = {
      reservationId: 'r-0123456789abcdef0',
      launchIndex: 0,
      launchTime: ctx.now,
      createTime: ctx.now,
      imageId: 'ami-0123456789abcdef0',
      distribution: 'al2023',
      instanceType: 't3.micro',
      architecture: 'x86_64',
      platformDetails: 'Linux/UNIX',
      usageOperation: 'RunInstances',
      productCodes: [],
      state: 'running',
      stateTransitionReason: '',
      stateSince: ctx.now,
      everRan: true,
      agentVersion: '3.3.2299.0',
      availabilityZone: `${where.region}a`,
      vpcId: 'vpc-0123456789abcdef0',
      subnetId: 'subnet-0123456789abcdef0',
      privateDnsName: `ip-172-31-5-6.${where.region}.compute.internal`,
      autoPublicIp: true,
      rootDeviceName: '/dev/xvda',
      rootDeviceType: 'ebs',
      enaSupport: true,
      ebsOptimized: false,
      metadataOptions: {
        state: 'applied',
        httpTokens: 'required',
        httpPutResponseHopLimit: 2,
        httpEndpoint: 'enabled',
        httpProtocolIpv6: 'disabled',
        instanceMetadataTags: 'disabled',
      },
      monitoring: 'disabled',
      placement: { tenancy: 'default' },
      shutdownBehavior: 'stop',
      hibernationConfigured: false,
      hibernated: false,
      disableApiTermination: false,
      disableApiStop: false,
      cpuOptions: { coreCount: 1, threadsPerCore: 2 },
      enclaveEnabled: false,
      autoRecovery: 'default',
      privateDnsNameOptions: {
        hostnameType: 'ip-name',
        enableResourceNameDnsARecord: false,
        enableResourceNameDnsAAAARecord: false,
      },
      capacityReservationPreference: 'open',
      tags: [],
      ...changes,
    }
    ctx.db.put(instances, record)
  })
  // The guest follows its record in the next turns of the event loop.
  await new Promise((resolve) => setImmediate(resolve))
}
