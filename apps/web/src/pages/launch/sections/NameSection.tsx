import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { tagLimits } from '@brume/ec2-model'
import { useT, type Key } from '../../../i18n/index.ts'
import { nextRowId } from '../model/change-form.ts'
import type { TagRow, TagTarget } from '../model/form.ts'
import { fieldElementId, type SectionProps } from '../section-props.ts'

const targets: readonly TagTarget[] = [
  'instance',
  'volume',
  'network-interface',
  'spot-instances-request',
]

const targetTexts = {
  instance: 'launch.tags.instance',
  volume: 'launch.tags.volume',
  'network-interface': 'launch.tags.networkInterface',
  'spot-instances-request': 'launch.tags.spotRequest',
} as const satisfies Record<TagTarget, Key>

export function NameSection(props: SectionProps) {
  const { form, change, errorOf } = props
  const t = useT()
  const setTags = (tags: readonly TagRow[]) => change((old) => ({ ...old, tags }))
  return (
    <Container header={<Header variant="h2">{t('launch.name.header')}</Header>}>
      <SpaceBetween size="m">
        <FormField stretch label={t('launch.name.label')} errorText={errorOf('name')}>
          <Input
            controlId={fieldElementId('name')}
            value={form.name}
            placeholder={t('launch.name.example')}
            onChange={({ detail }) => change((old) => ({ ...old, name: detail.value }))}
          />
        </FormField>
        {form.tags.map((tag) => (
          <TagFields
            key={tag.id}
            {...props}
            tag={tag}
            onTag={(next) => setTags(form.tags.map((one) => (one.id === tag.id ? next : one)))}
            onRemove={() => setTags(form.tags.filter((one) => one.id !== tag.id))}
          />
        ))}
        <FormField stretch errorText={errorOf('tags')}>
          <Button
            iconName="add-plus"
            disabled={form.tags.length >= tagLimits.perResource}
            disabledReason={t('launch.issue.tagsMany')}
            onClick={() =>
              setTags([
                ...form.tags,
                { id: nextRowId(form.tags, 'tag'), key: '', value: '', targets: ['instance'] },
              ])
            }
          >
            {t('launch.tags.add')}
          </Button>
        </FormField>
      </SpaceBetween>
    </Container>
  )
}

function TagFields(
  props: SectionProps & {
    readonly tag: TagRow
    readonly onTag: (tag: TagRow) => void
    readonly onRemove: () => void
  },
) {
  const { tag, onTag, errorOf } = props
  const t = useT()
  const options = targets.map((target) => ({ value: target, label: t(targetTexts[target]) }))
  return (
    <Grid
      gridDefinition={[
        { colspan: { default: 12, xs: 3 } },
        { colspan: { default: 12, xs: 4 } },
        { colspan: { default: 12, xs: 3 } },
        { colspan: { default: 12, xs: 2 } },
      ]}
    >
      <FormField stretch label={t('launch.tags.key')} errorText={errorOf(`tag.${tag.id}.key`)}>
        <Input
          controlId={fieldElementId(`tag.${tag.id}.key`)}
          value={tag.key}
          onChange={({ detail }) => onTag({ ...tag, key: detail.value })}
        />
      </FormField>
      <FormField stretch label={t('launch.tags.value')} errorText={errorOf(`tag.${tag.id}.value`)}>
        <Input
          controlId={fieldElementId(`tag.${tag.id}.value`)}
          value={tag.value}
          onChange={({ detail }) => onTag({ ...tag, value: detail.value })}
        />
      </FormField>
      <FormField stretch label={t('launch.tags.targets')}>
        <Multiselect
          selectedOptions={options.filter(({ value }) => tag.targets.includes(value))}
          options={options}
          hideTokens
          placeholder={t('launch.tags.targetsCount', { count: tag.targets.length })}
          expandToViewport
          onChange={({ detail }) => {
            const chosen = new Set(detail.selectedOptions.map(({ value }) => value))
            onTag({ ...tag, targets: targets.filter((target) => chosen.has(target)) })
          }}
        />
      </FormField>
      <div className="brume-row-end">
        <Button ariaLabel={t('launch.tags.remove', { key: tag.key })} onClick={props.onRemove}>
          {t('common.remove')}
        </Button>
      </div>
    </Grid>
  )
}
