import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useFeed } from '../../../api/index.ts'
import { KeyValue, type KeyValueItem } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { nameInArn } from '../group.ts'
import type { GroupForm } from './group-form.ts'

/** All that was chosen, step by step, each to be gone back to. */
export function Review(props: {
  readonly form: GroupForm
  readonly onEdit: (step: number) => void
}) {
  const { form, onEdit } = props
  const t = useT()
  const template = useFeed('launch-templates').items.get(form.templateId)
  const sections: readonly (readonly [number, string, readonly KeyValueItem[]])[] = [
    [
      0,
      t('asg.steps.template'),
      [
        [t('asg.name'), form.name],
        [t('asg.launchSource'), template?.LaunchTemplateName ?? form.templateId],
        [t('templates.version'), form.version],
      ],
    ],
    [
      1,
      t('asg.steps.network'),
      [
        [t('asg.subnets'), form.subnetIds.join(', ')],
        [t('asg.instanceTypes'), form.types.join(', ') || undefined],
        [t('asg.spotShare'), form.types.length > 0 ? `${form.spotShare} %` : undefined],
      ],
    ],
    [
      2,
      t('asg.steps.balancing'),
      [
        [t('asg.targetGroups'), form.targetGroupArns.map(nameInArn).join(', ') || t('common.none')],
        [t('asg.healthType'), form.elbHealth ? 'EC2, ELB' : 'EC2'],
        [t('asg.graceSeconds'), form.grace],
      ],
    ],
    [
      3,
      t('asg.steps.size'),
      [
        [t('asg.desired'), form.desired],
        [t('asg.minLong'), form.min],
        [t('asg.maxLong'), form.max],
        [t('asg.automatic'), form.tracks ? `CPU ${form.target} %` : t('common.none')],
      ],
    ],
    [
      4,
      t('asg.steps.tags'),
      [[t('tab.tags'), form.tags.map(({ key, value }) => `${key}=${value}`).join(', ') || '-']],
    ],
  ]
  return (
    <SpaceBetween size="l">
      {sections.map(([step, title, items]) => (
        <Container
          key={step}
          header={
            <Header
              variant="h2"
              actions={
                <Button ariaLabel={`${t('asg.edit')}: ${title}`} onClick={() => onEdit(step)}>
                  {t('asg.edit')}
                </Button>
              }
            >
              {title}
            </Header>
          }
        >
          <KeyValue columns={3} items={items} />
        </Container>
      ))}
    </SpaceBetween>
  )
}
