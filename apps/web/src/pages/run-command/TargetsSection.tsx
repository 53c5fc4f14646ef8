import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Tiles from '@cloudscape-design/components/tiles'
import { useMemo } from 'react'
import { useFeed, useManagedNodes, useScopedPath, type ManagedNode } from '../../api/index.ts'
import { EmptyState, RouteLink, TagEditor } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf, type Tag } from '../../lib/tags.ts'
import type { SectionProps } from './section-props.ts'
import type { SendForm } from './send-form.ts'

/** SendCommand takes this many targets. */
const mostTags = 5

interface Node extends ManagedNode {
  readonly id: string
  readonly name: string
  readonly tags: readonly Tag[]
}

/** Where it runs: instances picked one by one, or all that bear tags when it is sent. */
export function TargetsSection({ form, change, problemOf, document }: SectionProps) {
  const t = useT()
  const toPath = useScopedPath()
  const { nodes, isPending } = useNodes()
  const fitting = nodes.filter(
    ({ PlatformType = '' }) => !document.isKnown || document.platforms.includes(PlatformType),
  )
  const lost = form.instanceIds.filter((id) => !nodes.some((node) => node.id === id))
  const problem = problemOf('targets')
  return (
    <Container header={<Header variant="h2">{t('commands.targetSection')}</Header>}>
      <SpaceBetween size="m">
        <Tiles
          ariaLabel={t('commands.targetSection')}
          value={form.pick}
          items={[
            {
              value: 'tags',
              label: t('commands.byTags'),
              description: t('commands.byTagsText'),
            },
            {
              value: 'instances',
              label: t('commands.byInstances'),
              description: t('commands.byInstancesText'),
            },
          ]}
          onChange={({ detail }) =>
            change({ pick: detail.value === 'tags' ? 'tags' : 'instances' })
          }
        />
        {form.pick === 'tags' ? (
          <SpaceBetween size="s">
            <Box color="text-body-secondary">{t('commands.tagsText')}</Box>
            <TagEditor most={mostTags} tags={form.tags} onChange={(tags) => change({ tags })} />
            {problem === undefined ? (
              <StatusIndicator type="info">
                {t('commands.tagsNow', { count: nodes.filter((node) => bears(node, form)).length })}
              </StatusIndicator>
            ) : (
              <StatusIndicator type="error">{problem}</StatusIndicator>
            )}
          </SpaceBetween>
        ) : (
          <FormField stretch errorText={problem}>
            <Table
              variant="embedded"
              contentDensity="compact"
              selectionType="multi"
              loading={isPending}
              loadingText={t('table.loading')}
              items={fitting}
              trackBy="id"
              selectedItems={fitting.filter(({ id }) => form.instanceIds.includes(id))}
              onSelectionChange={({ detail }) =>
                change({ instanceIds: detail.selectedItems.map(({ id }) => id) })
              }
              onRowClick={({ detail: { item } }) =>
                change({
                  instanceIds: form.instanceIds.includes(item.id)
                    ? form.instanceIds.filter((id) => id !== item.id)
                    : [...form.instanceIds, item.id],
                })
              }
              ariaLabels={{
                tableLabel: t('commands.byInstances'),
                selectionGroupLabel: t('table.selection'),
                allItemsSelectionLabel: () => t('table.selectAll'),
                itemSelectionLabel: (_state, { id, name }) =>
                  t('table.selectItem', { name: name || id }),
              }}
              empty={<EmptyState title={t('commands.noNodes')} text={t('commands.noNodesText')} />}
              columnDefinitions={[
                { id: 'name', header: t('instances.name'), cell: ({ name }) => name || '-' },
                {
                  id: 'id',
                  header: t('commands.instance'),
                  cell: ({ id }) => id,
                  isRowHeader: true,
                },
                {
                  id: 'ping',
                  header: t('commands.ping'),
                  cell: ({ PingStatus }) =>
                    PingStatus === 'Online' ? (
                      <StatusIndicator>{t('commands.online')}</StatusIndicator>
                    ) : (
                      <StatusIndicator type="warning">{t('commands.lost')}</StatusIndicator>
                    ),
                },
                {
                  id: 'platform',
                  header: t('commands.platform'),
                  cell: ({ PlatformName, PlatformVersion }) =>
                    [PlatformName, PlatformVersion].filter(Boolean).join(' ') || '-',
                },
                {
                  id: 'computer',
                  header: t('commands.computer'),
                  cell: ({ ComputerName }) => ComputerName || '-',
                },
              ]}
            />
          </FormField>
        )}
        {form.pick === 'instances' && !isPending && lost.length > 0 ? (
          <Alert type="warning" header={t('commands.notManaged')}>
            {lost.map((id) => (
              <div key={id}>
                <RouteLink href={toPath(`/connect/${id}`)}>{id}</RouteLink>
              </div>
            ))}
          </Alert>
        ) : null}
      </SpaceBetween>
    </Container>
  )
}

/** The managed instances, with what EC2 knows of them. */
function useNodes(): { readonly nodes: readonly Node[]; readonly isPending: boolean } {
  const { items } = useFeed('instances')
  const { data, isPending } = useManagedNodes()
  const nodes = useMemo(
    () =>
      (data ?? []).flatMap((node): Node[] => {
        const id = node.InstanceId
        if (id === undefined) return []
        const instance = items.get(id)
        return [{ ...node, id, name: instance ? nameOf(instance) : '', tags: instance?.Tags ?? [] }]
      }),
    [data, items],
  )
  return { nodes, isPending }
}

/** Whether a node is among the targets by its tags; all of them must fit. */
function bears({ tags }: Node, form: SendForm): boolean {
  const wanted = form.tags.filter(({ key }) => key.trim() !== '')
  if (wanted.length === 0) return false
  return wanted.every(({ key, value }) => {
    const values = value.split(',').map((one) => one.trim())
    return tags.some(
      (tag) => tag.Key === key && (value.trim() === '' || values.includes(tag.Value ?? '')),
    )
  })
}
