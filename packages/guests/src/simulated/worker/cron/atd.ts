import type { Call, Program } from '../commands/call.ts'
import { CollectingFile, NullFile, type OpenFile } from '../system/open-file.ts'
import { runCommandAs } from '../system/run-command.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { atJobName, atJobs, atSpool, type AtJob } from './at-jobs.ts'
import { sleepUntilOr } from './sleep-until-or.ts'

/** A load that lets jobs of `batch` begin. */
const batchLoad = 0.8
const batchRetryMs = 60_000
const maxOutput = 64 * 1024

/** `atd`: runs each job of `at` once, when it is due. Until the next the guest may sleep. */
export const atd: Program = async (call) => {
  const { machine, process } = call
  const { outside } = machine
  if (call.cred.uid !== 0) return call.fail('Cannot create /var/run/atd.pid: Permission denied')
  process.tellReady()
  let notBatchBefore = 0
  for (;;) {
    const now = await outside.freshNow()
    const waiting = atJobs(machine).filter(({ queue }) => queue !== '=')
    const dueAt = (job: AtJob): number =>
      job.queue === 'b' ? Math.max(job.atMs, notBatchBefore) : job.atMs
    const [next] = waiting.toSorted((a, b) => dueAt(a) - dueAt(b))
    machine.wakeAt('atd', next && dueAt(next))
    if (!next || dueAt(next) > now) {
      process.dormant = true
      await sleepUntilOr(call, next && dueAt(next), machine.atJobsChanged)
      process.dormant = false
      continue
    }
    if (next.queue === 'b' && machine.scheduler.loads()[0] >= batchLoad) {
      notBatchBefore = now + batchRetryMs
      continue
    }
    machine.detach(run(call, next))
  }
}

async function run(call: Call, job: AtJob): Promise<void> {
  const { machine } = call
  const { vfs } = machine
  const running = `${atSpool(machine)}/${atJobName('=', job.number, job.atMs)}`
  // In one step: the loop must not see it again.
  vfs.rename(job.path, running, rootCredentials)
  await machine.users.refresh()
  const user = machine.users.byUid(job.uid)
  if (user) {
    const script = await vfs.readText(running, rootCredentials)
    const argv = ['/bin/sh', '-c', script]
    const process = machine.processes.start(['sh'], machine.users.credentials(user))
    process.background = true
    const output = new CollectingFile(maxOutput)
    const files = new Map<number, OpenFile>([
      [0, new NullFile()],
      [1, output],
      [2, output.share()],
    ])
    const env = new Map([
      ['PATH', '/usr/local/bin:/usr/bin:/bin'],
      ['LOGNAME', user.name],
    ])
    await runCommandAs(machine, argv, { user, process, files, env }).catch(() => 1)
  }
  if (vfs.peek(running, rootCredentials)) vfs.remove(running, rootCredentials, 'file')
}
