import type { Metered } from '../../metering/usage.ts'
import type { VolumeRecord } from '../ec2/volumes/volume.ts'
import type { Use } from './record-meter.ts'

/** What comes with every gp3 volume. https://aws.amazon.com/ebs/pricing/ */
const gp3Iops = 3000
const gp3Throughput = 125

/** A volume costs from its creation to its deletion, attached or not, whatever its instance does. */
export function useVolume(volume: VolumeRecord): Use {
  const { volumeType: type, sizeGiB, iops = 0, throughput = 0, state, tags } = volume
  if (state === 'deleting' || state === 'error') return { metered: [] }
  const zone = volume.availabilityZone
  const metered: Metered[] = [{ meter: 'volume', quantity: sizeGiB, zone, type, tags }]
  const paidIops = type === 'gp3' ? iops - gp3Iops : type === 'io1' || type === 'io2' ? iops : 0
  if (paidIops > 0) metered.push({ meter: 'iops', quantity: paidIops, zone, type, tags })
  const paidThroughput = type === 'gp3' ? throughput - gp3Throughput : 0
  if (paidThroughput > 0) {
    metered.push({ meter: 'throughput', quantity: paidThroughput, zone, type, tags })
  }
  return { metered }
}
