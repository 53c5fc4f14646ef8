import Button from '@cloudscape-design/components/button'
import Spinner from '@cloudscape-design/components/spinner'
import Toggle from '@cloudscape-design/components/toggle'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useFeed } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import {
  mapBalancer,
  targetNode,
  wayThrough,
  type MappedGroup,
} from '../../resources/load-balancing/balancer-map.ts'
import { describeAction, describeCondition } from '../../resources/load-balancing/describe-rule.ts'
import {
  listenerTitle,
  nameInArn,
  type Balancer,
  type Rule,
  type Target,
  type TargetGroup,
} from '../../resources/load-balancing/model.ts'
import { reasonText, TargetHealthState } from '../../resources/load-balancing/target-health.tsx'
import { useListeners } from '../../resources/load-balancing/use-balancing.ts'
import { WhyUnhealthy } from '../../resources/load-balancing/WhyUnhealthy.tsx'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { useLines } from '../../resources/network-map/use-lines.ts'
import { ResourceLink } from '../../resources/ResourceLink.tsx'
import '../../resources/network-map/picture.css'
import '../../resources/load-balancing/load-balancing.css'

interface Asked {
  readonly group: TargetGroup
  readonly target: Target
}

/** A balancer drawn: what it listens to, its rules, the groups and their targets with their health as it is now. */
export default function ResourceMap({ balancer }: { readonly balancer: Balancer }) {
  const t = useT()
  const listeners = useListeners(balancer.LoadBalancerArn)
  const health = useFeed('target-health').items
  const groups = useFeed('target-groups').items
  const [onlyUnhealthy, setOnlyUnhealthy] = useState(false)
  const [shown, setShown] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const host = useRef<HTMLDivElement>(null)
  const map = useMemo(
    () =>
      mapBalancer(listeners ?? [], (arn) =>
        (health.get(arn)?.Targets ?? []).filter(
          ({ TargetHealth }) => !onlyUnhealthy || TargetHealth?.State === 'unhealthy',
        ),
      ),
    [listeners, health, onlyUnhealthy],
  )
  const way = useMemo(
    () => (shown === undefined ? undefined : wayThrough(map.lines, shown)),
    [map, shown],
  )
  const lines = useLines(host, map.lines)
  const wayOf = (...ids: readonly string[]) =>
    way === undefined ? undefined : ids.every((id) => way.has(id)) ? 'on' : 'off'
  const node = (id: string, kind: string, content: ReactNode) => (
    <div
      key={id}
      className="brume-map-node"
      data-node={id}
      data-kind={kind}
      data-way={wayOf(id)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what pointing shows, the keyboard shows too
      tabIndex={0}
      onMouseEnter={() => setShown(id)}
      onMouseLeave={() => setShown(undefined)}
      onFocus={() => setShown(id)}
      onBlur={() => setShown(undefined)}
    >
      {content}
    </div>
  )
  if (listeners === undefined) return <Spinner />
  if (listeners.length === 0) {
    return (
      <EmptyState
        title={t('loadBalancers.noListeners')}
        text={t('loadBalancers.noListenersText')}
      />
    )
  }
  const ruled = map.rules.length > 0
  return (
    <>
      <Toggle checked={onlyUnhealthy} onChange={({ detail }) => setOnlyUnhealthy(detail.checked)}>
        {t('loadBalancers.onlyUnhealthy')}
      </Toggle>
      <div
        className="brume-map brume-balancer-map"
        data-ruled={ruled}
        ref={host}
        role="group"
        aria-label={t('loadBalancers.map')}
      >
        <svg className="brume-map-lines" aria-hidden="true">
          {lines.map(({ from, to, d }) => (
            <path key={`${from} ${to}`} d={d} data-way={wayOf(from, to)} />
          ))}
        </svg>
        <div className="brume-map-column">
          <h3>{t('loadBalancers.listenersCount', { count: map.listeners.length })}</h3>
          {map.listeners.map((listener) =>
            node(
              listener.ListenerArn ?? '',
              'listener',
              <strong>{listenerTitle(listener)}</strong>,
            ),
          )}
        </div>
        {ruled ? (
          <div className="brume-map-column">
            <h3>{t('loadBalancers.rulesCount', { count: map.rules.length })}</h3>
            {map.rules.map(({ rule }) =>
              node(rule.RuleArn ?? '', 'rule', <RuleContent rule={rule} />),
            )}
          </div>
        ) : null}
        <div className="brume-map-column">
          <h3>{t('loadBalancers.groupsCount', { count: map.groups.length })}</h3>
          {map.groups.map((one) =>
            node(
              one.arn,
              'target-group',
              <GroupContent group={groups.get(one.arn)} mapped={one} />,
            ),
          )}
        </div>
        <div className="brume-map-column">
          <h3>
            {t('loadBalancers.targetsCount', {
              count: map.groups.reduce((sum, { targets }) => sum + targets.length, 0),
            })}
          </h3>
          {map.groups.flatMap(({ arn, targets }) =>
            targets.map((target) =>
              node(
                targetNode(arn, target),
                `target-${target.TargetHealth?.State ?? ''}`,
                <TargetContent
                  target={target}
                  onAsk={() => {
                    const group = groups.get(arn)
                    if (group) setAsked({ group, target })
                  }}
                />,
              ),
            ),
          )}
        </div>
      </div>
      {asked ? <WhyUnhealthy {...asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  )
}

function RuleContent({ rule }: { readonly rule: Rule }) {
  const t = useT()
  return (
    <>
      <strong>
        {rule.IsDefault
          ? t('listenerRules.default')
          : t('listenerRules.rule', { number: rule.Priority ?? '' })}
      </strong>
      <ul>
        {(rule.Conditions ?? []).map((condition) => {
          const text = describeCondition(condition, t)
          return <li key={text}>{text}</li>
        })}
      </ul>
      {(rule.Actions ?? [])
        .filter(({ Type }) => Type !== 'forward')
        .map((action) => (
          <small key={action.Type}>{describeAction(action, t)}</small>
        ))}
    </>
  )
}

function GroupContent(props: {
  readonly group: TargetGroup | undefined
  readonly mapped: MappedGroup
}) {
  const { group, mapped } = props
  const t = useT()
  const healthy = mapped.targets.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy')
  return (
    <>
      <ResourceLink page="target-groups" id={mapped.arn} text={nameInArn(mapped.arn)} />
      <div>
        <small>
          {group?.Protocol}:{group?.Port}
        </small>
      </div>
      <small>
        {t('loadBalancers.healthyOf', { healthy: healthy.length, count: mapped.targets.length })}
      </small>
    </>
  )
}

function TargetContent(props: { readonly target: Target; readonly onAsk: () => void }) {
  const { target } = props
  const t = useT()
  const { Id = '', Port } = target.Target ?? {}
  const state = target.TargetHealth?.State
  const reason = reasonText(target, t)
  return (
    <>
      {Id.startsWith('i-') ? <InstanceLink id={Id} /> : Id}
      <div>
        <small>{t('loadBalancers.atPort', { port: Port ?? '' })}</small>
      </div>
      <TargetHealthState state={state} />
      {reason === undefined || state === 'healthy' ? null : <div>{reason}</div>}
      {state === 'unhealthy' ? (
        <Button
          variant="inline-link"
          ariaLabel={t('targetHealth.whyOf', { name: Id })}
          onClick={props.onAsk}
        >
          {t('targetHealth.why')}
        </Button>
      ) : null}
    </>
  )
}
