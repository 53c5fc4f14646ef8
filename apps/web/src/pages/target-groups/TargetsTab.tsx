import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection, useFeed } from '../../api/index.ts'
import { EmptyState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { InstanceLink } from '../../resources/InstanceLink.tsx'
import { targetKeyOf, type Target, type TargetGroup } from '../../resources/load-balancing/model.ts'
import { reasonText, TargetHealthState } from '../../resources/load-balancing/target-health.tsx'
import { useTargets } from '../../resources/load-balancing/use-balancing.ts'
import { WhyUnhealthy } from '../../resources/load-balancing/WhyUnhealthy.tsx'

/** What is registered, and how it is. */
export function TargetsTab(props: {
  readonly group: TargetGroup
  readonly open: (actionId: string) => void
}) {
  const { group } = props
  const t = useT()
  const { readOnly } = useConnection()
  const targets = useTargets(group.TargetGroupArn)
  const instances = useFeed('instances').items
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [leaving, setLeaving] = useState(false)
  const [asked, setAsked] = useState<Target>()
  const selected = (targets ?? []).filter((target) => chosen.has(targetKeyOf(target)))
  const nameOf = ({ Target }: Target) => `${Target?.Id ?? ''}:${Target?.Port ?? ''}`
  const isIp = group.TargetType === 'ip'
  return (
    <>
      <Table
        variant="embedded"
        selectionType="multi"
        items={targets ?? []}
        loading={targets === undefined}
        loadingText={t('table.loading')}
        trackBy={targetKeyOf}
        selectedItems={selected}
        onSelectionChange={({ detail }) =>
          setChosen(new Set(detail.selectedItems.map(targetKeyOf)))
        }
        ariaLabels={{
          tableLabel: t('targetGroups.targets'),
          selectionGroupLabel: t('table.selection'),
          allItemsSelectionLabel: () => t('table.selectAll'),
          itemSelectionLabel: (_state, item) => t('table.selectItem', { name: nameOf(item) }),
        }}
        empty={
          <EmptyState title={t('targetGroups.noTargets')} text={t('targetGroups.noTargetsText')} />
        }
        header={
          <Header
            variant="h3"
            counter={`(${targets?.length ?? 0})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  disabled={readOnly || selected.length === 0}
                  disabledReason={t(readOnly ? 'reason.readOnly' : 'targetGroups.selectTargets')}
                  onClick={() => setLeaving(true)}
                >
                  {t('targetGroups.deregister')}
                </Button>
                <Button
                  disabled={readOnly}
                  disabledReason={t('reason.readOnly')}
                  onClick={() => props.open('register')}
                >
                  {t('targetGroups.register')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('targetGroups.registered')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'id',
            header: isIp ? t('targetGroups.address') : t('instances.id'),
            isRowHeader: true,
            cell: ({ Target }) => (isIp ? Target?.Id : <InstanceLink id={Target?.Id} />),
          },
          { id: 'port', header: t('targetGroups.port'), cell: ({ Target }) => Target?.Port ?? '-' },
          {
            id: 'zone',
            header: t('instances.zone'),
            cell: ({ Target }) =>
              Target?.AvailabilityZone ??
              instances.get(Target?.Id ?? '')?.Placement?.AvailabilityZone ??
              '-',
          },
          {
            id: 'health',
            header: t('targetHealth.title'),
            cell: ({ TargetHealth }) => <TargetHealthState state={TargetHealth?.State} />,
          },
          {
            id: 'reason',
            header: t('targetHealth.reason'),
            cell: (target) => (
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                <span>{reasonText(target, t) ?? '-'}</span>
                {target.TargetHealth?.State === 'unhealthy' ? (
                  <Button
                    variant="inline-link"
                    ariaLabel={t('targetHealth.whyOf', { name: nameOf(target) })}
                    onClick={() => setAsked(target)}
                  >
                    {t('targetHealth.why')}
                  </Button>
                ) : null}
              </SpaceBetween>
            ),
          },
        ]}
      />
      {asked ? (
        <WhyUnhealthy group={group} target={asked} onClose={() => setAsked(undefined)} />
      ) : null}
      {leaving ? (
        <DeleteDialog
          title={t('targetGroups.deregisterTitle', { count: selected.length })}
          submitText={t('targetGroups.deregister')}
          asksForWord={false}
          items={selected.map((target) => ({
            id: targetKeyOf(target),
            name: nameOf(target),
            target,
          }))}
          remove={(call, { target }) =>
            call('elastic-load-balancing-v2', 'DeregisterTargets', {
              TargetGroupArn: group.TargetGroupArn,
              Targets: [{ Id: target.Target?.Id, Port: target.Target?.Port }],
            })
          }
          onClose={() => {
            setLeaving(false)
            setChosen(new Set())
          }}
        >
          {t('targetGroups.deregisterText')}
        </DeleteDialog>
      ) : null}
    </>
  )
}
