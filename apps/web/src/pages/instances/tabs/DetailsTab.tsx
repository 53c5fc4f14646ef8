import SpaceBetween from '@cloudscape-design/components/space-between'
import Header from '@cloudscape-design/components/header'
import { useOperation, useScope } from '../../../api/index.ts'
import { CopyText, KeyValue } from '../../../components/index.ts'
import { useLocale } from '../../../i18n/index.ts'
import { formatTime } from '../../../lib/time.ts'
import { idOf, type InstanceRow } from '../instance.ts'
import { ResourceLink } from '../../../resources/ResourceLink.tsx'
import { SummaryFacts } from './Summary.tsx'

/** What the list does not carry and has to be asked for by instance. */
function useAttributes(id: string) {
  const ask = (
    Attribute: 'disableApiTermination' | 'disableApiStop' | 'instanceInitiatedShutdownBehavior',
  ) => ({ InstanceId: id, Attribute }) as const
  const termination = useOperation('ec2', 'DescribeInstanceAttribute', ask('disableApiTermination'))
  const stop = useOperation('ec2', 'DescribeInstanceAttribute', ask('disableApiStop'))
  const shutdown = useOperation(
    'ec2',
    'DescribeInstanceAttribute',
    ask('instanceInitiatedShutdownBehavior'),
  )
  return {
    termination: termination.data?.DisableApiTermination?.Value,
    stop: stop.data?.DisableApiStop?.Value,
    shutdown: shutdown.data?.InstanceInitiatedShutdownBehavior?.Value,
  }
}

export function DetailsTab(props: {
  readonly instance: InstanceRow
  /** The page shows the summary above the tabs already. */
  readonly summarized?: boolean
}) {
  const { instance } = props
  const { t, name: locale } = useLocale()
  const { region } = useScope()
  const attributes = useAttributes(idOf(instance))
  const image = useOperation(
    'ec2',
    'DescribeImages',
    instance.ImageId === undefined ? undefined : { ImageIds: [instance.ImageId] },
    { staleMs: 300_000 },
  )
  const onOff = (on: boolean | undefined) =>
    on === undefined ? undefined : on ? t('common.enabled') : t('common.disabled')
  const metadata = instance.MetadataOptions
  const { CoreCount = 0, ThreadsPerCore = 1 } = instance.CpuOptions ?? {}
  return (
    <SpaceBetween size="l">
      {props.summarized ? null : <SummaryFacts instance={instance} />}
      <Header variant="h3">{t('details.more')}</Header>
      <KeyValue
        columns={4}
        items={[
          [t('instances.platform'), instance.PlatformDetails],
          [
            t('instances.imageId'),
            <ResourceLink key="image" page="images" id={instance.ImageId} />,
          ],
          [t('details.image'), image.data?.Images?.[0]?.Name],
          [t('instances.architecture'), instance.Architecture],
          [t('details.cores'), CoreCount === 0 ? undefined : CoreCount * ThreadsPerCore],
          [t('instances.launchTime'), formatTime(instance.LaunchTime, locale)],
          [t('instances.lifecycle'), instance.InstanceLifecycle ?? t('instances.onDemand')],
          [t('details.termination'), onOff(attributes.termination)],
          [t('details.stop'), onOff(attributes.stop)],
          [t('details.shutdown'), attributes.shutdown],
          [t('instances.hibernation'), onOff(instance.HibernationOptions?.Configured)],
          [t('instances.transition'), instance.StateTransitionReason],
          [t('instances.transitionMessage'), instance.StateReason?.Message],
          [t('instances.tenancy'), instance.Placement?.Tenancy],
          [t('instances.virtualization'), instance.VirtualizationType],
          [t('details.ebsOptimized'), onOff(instance.EbsOptimized)],
          [t('details.ena'), onOff(instance.EnaSupport)],
          [t('details.bootMode'), instance.CurrentInstanceBootMode ?? instance.BootMode],
          [t('details.usage'), instance.UsageOperation],
          [t('instances.owner'), instance.OwnerId],
          [t('instances.reservation'), instance.ReservationId],
          [t('instances.amiLaunchIndex'), instance.AmiLaunchIndex],
          [t('instances.placementGroup'), instance.Placement?.GroupName],
        ]}
      />
      <Header variant="h3">{t('details.metadata')}</Header>
      <KeyValue
        columns={4}
        items={[
          [t('details.metadataEndpoint'), onOff(metadata && metadata.HttpEndpoint === 'enabled')],
          [
            t('details.metadataTokens'),
            metadata?.HttpTokens === 'required' ? t('instances.required') : t('instances.optional'),
          ],
          [t('details.hopLimit'), metadata?.HttpPutResponseHopLimit],
          [
            t('details.metadataTags'),
            onOff(metadata && metadata.InstanceMetadataTags === 'enabled'),
          ],
        ]}
      />
      <KeyValue
        columns={1}
        items={[
          [
            t('details.arn'),
            <CopyText
              key="arn"
              text={`arn:aws:ec2:${region}:${instance.OwnerId}:instance/${idOf(instance)}`}
            />,
          ],
        ]}
      />
    </SpaceBetween>
  )
}
