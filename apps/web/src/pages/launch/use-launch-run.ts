import { useCallback, useRef, useState } from 'react'
import { keyFileName, type Input } from '@brume/console-api'
import { asApiError, useCall, type Call } from '../../api/index.ts'
import { saveFile } from '../../lib/save-file.ts'
import type { LaunchForm } from './model/form.ts'
import { runLaunch, type LaunchCalls, type LaunchRun, type Memory } from './model/launch-run.ts'
import { keyMediaType } from './model/plan.ts'
import type { RunInstancesInput } from './model/run-instances.ts'

interface SavedKey {
  readonly file: string
  readonly material: string
}

/** The last call of a run: what it makes of the launch, by its ids. */
export type Finish = (call: Call, input: RunInstancesInput) => Promise<readonly string[]>

/** Runs the launch and remembers between attempts what was made already. */
export function useLaunchRun(finish: Finish = runInstances) {
  const call = useCall()
  const last = useRef(finish)
  last.current = finish
  const memory = useRef<Memory>({})
  const [run, setRun] = useState<LaunchRun>()
  const [launching, setLaunching] = useState(false)
  const [savedKey, setSavedKey] = useState<SavedKey>()
  const start = useCallback(
    async (form: LaunchForm): Promise<LaunchRun> => {
      setLaunching(true)
      const calls = toLaunchCalls(call, last.current, setSavedKey)
      const finished = await runLaunch(form, calls, memory.current, setRun)
      memory.current = finished.memory
      setLaunching(false)
      return finished
    },
    [call],
  )
  const forget = useCallback(() => {
    memory.current = {}
    setRun(undefined)
    setSavedKey(undefined)
  }, [])
  return { run, launching, savedKey, start, forget }
}

/** The same calls for a rehearsal: nothing is kept, saved or shown. */
export async function sendLaunch(call: Call, form: LaunchForm, finish: Finish): Promise<void> {
  // Each attempt has a token of its own, which no text can foretell.
  const last: Finish = (made, input) => {
    const { ClientToken: _, ...rest } = input
    return finish(made, rest)
  }
  const calls = { ...toLaunchCalls(call, last, () => {}), saveKey: () => {} }
  await runLaunch(form, calls, {}, () => {})
}

async function runInstances(call: Call, input: RunInstancesInput): Promise<readonly string[]> {
  // The form's values are those that EC2 lists; it judges them itself, the SDK's types cannot see that.
  const typed = input as Input<'ec2', 'RunInstances'>
  const { Instances } = await call('ec2', 'RunInstances', typed)
  return (Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? [])
}

function toLaunchCalls(call: Call, finish: Finish, onKey: (key: SavedKey) => void): LaunchCalls {
  return {
    async createKeyPair(input) {
      const { KeyMaterial } = await call('ec2', 'CreateKeyPair', input)
      return { material: KeyMaterial ?? '' }
    },
    async createSecurityGroup(input) {
      const { GroupId } = await call('ec2', 'CreateSecurityGroup', input)
      return { groupId: GroupId ?? '' }
    },
    async authorize(GroupId, permissions) {
      const IpPermissions = [...permissions]
      await call('ec2', 'AuthorizeSecurityGroupIngress', { GroupId, IpPermissions })
    },
    async revoke(GroupId, permissions) {
      const IpPermissions = [...permissions]
      await call('ec2', 'RevokeSecurityGroupIngress', { GroupId, IpPermissions })
    },
    finish: async (input) => ({ ids: await finish(call, input) }),
    toError: asApiError,
    saveKey(key, material) {
      const file = keyFileName(key.KeyName, key.KeyFormat)
      saveFile(file, material, keyMediaType)
      onKey({ file, material })
    },
    newToken: () => crypto.randomUUID(),
  }
}
