import type { Input } from '@brume/console-api'
import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { useSubnetOptions } from '../../resources/vpc-options.ts'
import type { Template } from './TemplatesPage.tsx'
import { useVersions } from './use-versions.ts'
import { useVersionOptions } from './version-options.ts'

type Launch = Input<'ec2', 'RunInstances'>

/** Launches from a version, with the few things that one likes to say anew each time. */
export function LaunchFromTemplate(props: {
  readonly template: Template
  readonly version?: string
  readonly onClose: () => void
}) {
  const { template, onClose } = props
  const t = useT()
  const options = useVersionOptions(template)
  const { data: versions = [] } = useVersions(template)
  const keys = useFeed('key-pairs').list
  const subnets = useSubnetOptions()
  const dataOf = (version: string | undefined) =>
    versions.find(({ VersionNumber }) => String(VersionNumber) === version)?.LaunchTemplateData
  return (
    <FieldsDialog
      title={t('templates.launchTitle', { name: template.LaunchTemplateName ?? '' })}
      submitText={t('templates.launch')}
      savedText={t('templates.launched')}
      note={t('templates.launchText')}
      fields={[
        {
          id: 'version',
          label: t('templates.version'),
          kind: 'choice',
          initial: props.version ?? String(template.DefaultVersionNumber ?? ''),
          options,
        },
        {
          id: 'count',
          label: t('launch.summary.count'),
          initial: '1',
          problem: (value) =>
            /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 1000
              ? undefined
              : t('launch.issue.count'),
        },
        { id: 'name', label: t('launch.name.label'), optional: true },
        {
          id: 'image',
          label: t('templates.image'),
          placeholder: 'ami-…',
          // Only what the version leaves open must be said.
          when: ({ version }) => dataOf(version) !== undefined && !dataOf(version)?.ImageId,
        },
        {
          id: 'type',
          label: t('templates.type'),
          placeholder: 't3.micro',
          optional: true,
        },
        {
          id: 'key',
          label: t('launch.key.label'),
          kind: 'choice',
          optional: true,
          options: keys.map(({ KeyName = '' }) => ({ value: KeyName, label: KeyName })),
        },
        {
          id: 'subnet',
          label: t('launch.network.subnet'),
          kind: 'choice',
          optional: true,
          options: subnets,
          when: ({ version }) => !dataOf(version)?.NetworkInterfaces?.length,
        },
      ]}
      run={(call, { version, count, name, image, type, key, subnet }) => {
        const number = Number(count)
        return call('ec2', 'RunInstances', {
          LaunchTemplate: { LaunchTemplateId: template.LaunchTemplateId, Version: version },
          MinCount: number,
          MaxCount: number,
          ...(name && {
            TagSpecifications: [
              { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] },
            ] satisfies Launch['TagSpecifications'],
          }),
          ...(image && { ImageId: image }),
          // Typed freely: EC2 judges it.
          ...(type && { InstanceType: type as NonNullable<Launch['InstanceType']> }),
          ...(key && { KeyName: key }),
          ...(subnet && { SubnetId: subnet }),
        })
      }}
      onClose={onClose}
    />
  )
}
