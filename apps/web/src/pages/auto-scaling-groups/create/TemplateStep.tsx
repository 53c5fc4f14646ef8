import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useFeed, useOperation, useScopedPath } from '../../../api/index.ts'
import { KeyValue, RouteLink } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import type { StepProps } from './CreateGroupPage.tsx'

/** The name, and from which template instances come. */
export function TemplateStep({ form, change, faultText, edited }: StepProps) {
  const t = useT()
  const toPath = useScopedPath()
  const templates = useFeed('launch-templates')
  const versions = useOperation(
    'ec2',
    'DescribeLaunchTemplateVersions',
    form.templateId === '' ? undefined : { LaunchTemplateId: form.templateId },
  )
  const all = versions.data?.LaunchTemplateVersions ?? []
  const shown = all.find(({ VersionNumber, DefaultVersion }) =>
    form.version === '$Latest'
      ? VersionNumber === Math.max(...all.map((one) => one.VersionNumber ?? 0))
      : form.version === '$Default'
        ? DefaultVersion
        : String(VersionNumber) === form.version,
  )
  const templateOptions = templates.list.map(
    ({ LaunchTemplateId = '', LaunchTemplateName = '' }) => ({
      value: LaunchTemplateId,
      label: LaunchTemplateName,
      description: LaunchTemplateId,
    }),
  )
  const versionOptions = [
    { value: '$Default', label: t('asg.version.default') },
    { value: '$Latest', label: t('asg.version.latest') },
    ...all.map(({ VersionNumber = 0, VersionDescription = '' }) => ({
      value: String(VersionNumber),
      label: String(VersionNumber),
      description: VersionDescription,
    })),
  ]
  const data = shown?.LaunchTemplateData
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('asg.name')}</Header>}>
        <FormField
          label={t('asg.name')}
          description={t('asg.nameText')}
          errorText={faultText('name')}
        >
          <Input
            value={form.name}
            readOnly={edited}
            onChange={({ detail }) => change({ name: detail.value })}
          />
        </FormField>
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description={
              <RouteLink href={toPath('/launch-templates/create')}>
                {t('templates.create')}
              </RouteLink>
            }
          >
            {t('asg.launchSource')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <FormField label={t('asg.launchSource')} errorText={faultText('template')}>
            <Select
              selectedOption={
                templateOptions.find(({ value }) => value === form.templateId) ?? null
              }
              options={templateOptions}
              filteringType="auto"
              placeholder={t('fields.choose')}
              empty={t('templates.empty')}
              onChange={({ detail }) =>
                change({ templateId: detail.selectedOption.value ?? '', version: '$Default' })
              }
            />
          </FormField>
          {form.templateId === '' ? null : (
            <FormField label={t('templates.version')}>
              <Select
                selectedOption={versionOptions.find(({ value }) => value === form.version) ?? null}
                options={versionOptions}
                statusType={versions.isPending ? 'loading' : 'finished'}
                onChange={({ detail }) => change({ version: detail.selectedOption.value ?? '' })}
              />
            </FormField>
          )}
          {data ? (
            <KeyValue
              columns={3}
              items={[
                ['AMI ID', data.ImageId],
                [t('templates.type'), data.InstanceType],
                [t('instances.keyName'), data.KeyName],
                [
                  t('groups.title'),
                  (
                    data.SecurityGroupIds ??
                    data.NetworkInterfaces?.flatMap(({ Groups = [] }) => Groups) ??
                    []
                  ).join(', '),
                ],
              ]}
            />
          ) : null}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}
