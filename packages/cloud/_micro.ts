import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud } from './src/index.ts'
import { RunInstances } from './src/services/ec2/instances/RunInstances.ts'
import { TerminateInstances } from './src/services/ec2/instances/TerminateInstances.ts'
import { rememberToken } from './src/engine/idempotency.ts'
import { catalogueImageId } from './src/catalogue/images.ts'
const dir = mkdtempSync(join(tmpdir(), 'micro-'))
const cloud = await startCloud({ dataDir: dir, speed: 'manual', seed: 'x' })
const scope = { account: '123456789012', region: 'ap-northeast-2' }
const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
const cpu = () => {
  const u = process.threadCpuUsage()
  return u.user + u.system
}
const rest = () => new Promise((r) => setTimeout(r, 20))
let n = 0
const one = () =>
  cloud.engine.transact(scope, (ctx) => {
    const input = {
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ClientToken: `t${n++}`,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: `x${n}` }] }],
    }
    const out = RunInstances.run(ctx, input as never, undefined as never)
    rememberToken(ctx, RunInstances as never, input.ClientToken, input, out)
    return out
  })
const N = Number(process.argv[2] ?? 2000)
const round = async (name: string) => {
  const a = cpu()
  for (let i = 0; i < N; i++) one()
  const b = cpu()
  await rest()
  while ((cloud as any, false));
  const c = cpu()
  console.log(
    name,
    'transact',
    ((b - a) / N) | 0,
    'µs; after (guests)',
    ((c - b) / N) | 0,
    'µs',
    (process.memoryUsage().rss / 1e6) | 0,
    'MB',
  )
}
for (let k = 0; k < 5; k++) await round(`round ${k}`)
const a = cpu()
await cloud.advance('123456789012', 60_000)
console.log('advance', ((cpu() - a) / n) | 0, 'µs each')
await round('running')
await cloud.close()
rmSync(dir, { recursive: true })
