import type { FeedItem } from '@brume/console-api'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { bringsInstanceConnect, defaultUserOf } from './default-user.ts'
import { ReachableNeed, RunningNeed } from './NetworkNeeds.tsx'
import { Requirement } from './Requirement.tsx'
import { useImage } from './use-image.ts'
import { OpenFailure, useOpenTerminal } from './use-open-terminal.tsx'

/** SSH in the browser with a key that is pushed for a minute; it comes from the service's own addresses. */
export function InstanceConnectTab(props: { readonly instance: FeedItem<'instances'> }) {
  const { instance } = props
  const t = useT()
  const instanceId = instance.InstanceId ?? ''
  const lists = useOperation('ec2', 'DescribeManagedPrefixLists', {
    Filters: [{ Name: 'prefix-list-name', Values: ['com.amazonaws.*.ec2-instance-connect'] }],
  })
  const list = lists.data?.PrefixLists?.[0]?.PrefixListId
  const entries = useOperation(
    'ec2',
    'GetManagedPrefixListEntries',
    list === undefined ? undefined : { PrefixListId: list },
    { staleMs: 600_000 },
  )
  const range = entries.data?.Entries?.[0]?.Cidr
  const open = useOpenTerminal()
  const [typed, setUser] = useState<string>()
  const image = useImage(instance)
  const user = typed ?? defaultUserOf(image)
  const brings = bringsInstanceConnect(image)
  return (
    <SpaceBetween size="l">
      <OpenFailure open={open} />
      <Container
        header={
          <Header variant="h2" description={t('connect.eicNeedsText')}>
            {t('connect.needs')}
          </Header>
        }
        footer={
          <Box float="right">
            <Button
              variant="primary"
              disabled={instance.State?.Name !== 'running' || user.trim() === ''}
              loading={open.isPending}
              loadingText={t('connect.opening')}
              onClick={() =>
                open.mutate({ kind: 'instance-connect', instanceId, osUser: user.trim() })
              }
            >
              {t('connect.open')}
            </Button>
          </Box>
        }
      >
        <SpaceBetween size="m">
          <RunningNeed instance={instance} />
          <Requirement
            title={t('connect.eicAgent')}
            status={brings === undefined ? 'checking' : brings ? 'holds' : 'missing'}
            text={t(brings === false ? 'connect.eicNoAgent' : 'connect.eicAgentText')}
          />
          {range === undefined ? null : (
            <ReachableNeed
              title={t('connect.eicPort', { range })}
              range={range}
              onMended={open.reset}
              question={{
                from: { kind: 'address', address: insideOf(range) },
                to: { kind: 'instance', instanceId },
                protocol: 'tcp',
                port: 22,
              }}
            />
          )}
          <FormField label={t('connect.osUser')} description={t('connect.osUserText')}>
            <Input value={user} onChange={({ detail }) => setUser(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}

/** An address of the block that is not its first. */
function insideOf(cidr: string): string {
  const [network = ''] = cidr.split('/')
  const at = network.lastIndexOf('.')
  return `${network.slice(0, at)}.${Number(network.slice(at + 1)) + 1}`
}
