import { RunInstancesCommand } from '@aws-sdk/client-ec2'
import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch'
import { startTestCloud } from '@brume/test-kit'
import { amazonLinux } from '@brume/test-kit/web-server'
import type { Row } from './instances.bench.ts'

const count = 10
const alarms = 4
const minutesOfWeek = 7 * 24 * 60

/** What an account's minutes cost: ten idle instances and four alarms for a week, with and without detailed monitoring. */
export async function run(): Promise<Row[]> {
  return [await windWeek(false), await windWeek(true)]
}

async function windWeek(detailed: boolean): Promise<Row> {
  const cloud = await startTestCloud()
  try {
    const { Instances = [] } = await cloud.ec2().send(
      new RunInstancesCommand({
        ImageId: amazonLinux,
        InstanceType: 't3.micro',
        MinCount: count,
        MaxCount: count,
        Monitoring: { Enabled: detailed },
      }),
    )
    for (let index = 0; index < alarms; index += 1) {
      await cloud.cloudwatch().send(
        new PutMetricAlarmCommand({
          AlarmName: `busy-${index}`,
          Namespace: 'AWS/EC2',
          MetricName: 'CPUUtilization',
          Dimensions: [{ Name: 'InstanceId', Value: Instances[index]?.InstanceId }],
          Statistic: 'Average',
          Period: detailed ? 60 : 300,
          EvaluationPeriods: 3,
          Threshold: 50,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      )
    }
    await cloud.advance('1h')
    const before = process.cpuUsage()
    const startedMs = performance.now()
    await cloud.advance('7d')
    const wallMs = performance.now() - startedMs
    const { user, system } = process.cpuUsage(before)
    const cpuMs = (user + system) / 1000
    return {
      name: `A week of ${count} instances and ${alarms} alarms, ${detailed ? 'detailed' : 'basic'} monitoring`,
      value: wallMs,
      unit: 'ms',
      note: `processor time ${Math.round(cpuMs)} ms, ${((cpuMs / minutesOfWeek) * 1000).toFixed(0)} µs a minute; target ≤ 100`,
    }
  } finally {
    await cloud.close()
  }
}
