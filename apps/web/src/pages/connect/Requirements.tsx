import type { FeedItem } from '@brume/console-api'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import {
  ApiFailure,
  asApiError,
  changeInstanceProfile,
  createSessionManagerRole,
  sessionManagerPolicyArn,
  useConnection,
  useScope,
  useTask,
  type Call,
} from '../../api/index.ts'
import { ErrorState, notify } from '../../components/index.ts'
import { useLocale, useT } from '../../i18n/index.ts'
import { ReachableNeed, RunningNeed } from './NetworkNeeds.tsx'
import { Requirement } from './Requirement.tsx'
import type { AgentReadiness, Readiness, RoleReadiness } from './use-readiness.ts'

const policyName = 'AmazonSSMManagedInstanceCore'
/** One role serves every instance that was mended from here. */
const roleName = 'BrumeSessionManager'

/** What Session Manager needs, each with its remedy. */
export function Requirements(props: {
  readonly instance: FeedItem<'instances'>
  readonly readiness: Readiness
}) {
  const { instance, readiness } = props
  const id = instance.InstanceId ?? ''
  const t = useT()
  const { region } = useScope()
  return (
    <SpaceBetween size="m">
      <RunningNeed instance={instance} />
      <Role instanceId={id} role={readiness.role} />
      {readiness.running ? (
        <ReachableNeed
          title={t('connect.agentWay')}
          question={{
            from: { kind: 'instance', instanceId: id },
            to: { kind: 'host-name', name: `ssmmessages.${region}.amazonaws.com` },
            protocol: 'tcp',
            port: 443,
          }}
        />
      ) : null}
      <Agent agent={readiness.agent} />
    </SpaceBetween>
  )
}

function Role(props: { readonly instanceId: string; readonly role: RoleReadiness }) {
  const { instanceId, role } = props
  const t = useT()
  const { readOnly } = useConnection()
  const mend = useTask(async (call) => {
    if (role.kind === 'refuses') {
      await call('iam', 'AttachRolePolicy', {
        RoleName: role.role,
        PolicyArn: sessionManagerPolicyArn,
      })
    } else {
      await ensureRole(call)
      await changeInstanceProfile(call, instanceId, roleName)
    }
    notify({ type: 'success', header: t('connect.fixed') })
  })
  const canMend = role.kind === 'none' || role.kind === 'empty' || role.kind === 'refuses'
  const action = canMend ? (
    <Button
      loading={mend.isPending}
      disabled={readOnly}
      disabledReason={t('reason.readOnly')}
      onClick={() => mend.mutate(undefined)}
    >
      {role.kind === 'refuses'
        ? t('connect.attachPolicy', { policy: policyName })
        : t('connect.createRole')}
    </Button>
  ) : null
  const status = canMend ? 'missing' : role.kind === 'checking' ? 'checking' : 'holds'
  return (
    <>
      <Requirement
        title={t('connect.role')}
        status={status}
        text={useRoleText(role)}
        action={action}
      />
      {mend.error ? <ErrorState error={asApiError(mend.error)} /> : null}
    </>
  )
}

function useRoleText(role: RoleReadiness): string {
  const t = useT()
  switch (role.kind) {
    case 'checking':
      return t('connect.checking')
    case 'none':
      return t('connect.roleNone')
    case 'empty':
      return t('connect.roleEmpty', { profile: role.profile })
    case 'refuses':
      return t('connect.roleRefuses', { role: role.role, policy: policyName })
    case 'allows':
      return t('connect.roleAllows', { role: role.role })
    case 'unknown':
      return t('connect.roleUnknown', { message: role.message })
  }
}

function Agent(props: { readonly agent: AgentReadiness }) {
  const { agent } = props
  const t = useT()
  const { name } = useLocale()
  const time = (at: Date) => at.toLocaleTimeString(name)
  if (agent.kind === 'waiting') {
    return (
      <Requirement title={t('connect.agent')} status="checking" text={t('connect.agentWaiting')} />
    )
  }
  if (agent.kind === 'lost') {
    const text = t('connect.agentLost', { time: time(agent.heardAt) })
    return <Requirement title={t('connect.agent')} status="missing" text={text} />
  }
  const text = t('connect.agentOnline', { version: agent.version, time: time(agent.heardAt) })
  return <Requirement title={t('connect.agent')} status="holds" text={text} />
}

/** The role may be there from an earlier instance. */
async function ensureRole(call: Call): Promise<void> {
  try {
    await createSessionManagerRole(call, roleName)
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.code.startsWith('EntityAlreadyExists')) throw error
  }
}
