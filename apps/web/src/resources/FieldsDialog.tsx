import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import Textarea from '@cloudscape-design/components/textarea'
import Toggle from '@cloudscape-design/components/toggle'
import { useState, type ReactNode } from 'react'
import type { Call } from '../api/index.ts'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../components/index.ts'
import { useT } from '../i18n/index.ts'
import { useSave } from './use-save.tsx'

export interface FieldOption {
  readonly value: string
  readonly label: string
  readonly description?: string
  readonly tag?: string
  /** The VPC that it belongs to. */
  readonly vpcId?: string
}

/** One field of a small form. Values are texts; a checkbox's is `yes` or empty; several choices are joined by commas. */
export interface Field {
  readonly id: string
  readonly label: string
  readonly kind?: 'text' | 'area' | 'secret' | 'choice' | 'choices' | 'check'
  readonly initial?: string
  readonly description?: string
  readonly placeholder?: string
  /** What can be chosen, which may hang on the other fields: what is offered no longer is chosen no longer. */
  readonly options?: readonly FieldOption[] | ((values: FieldValues) => readonly FieldOption[])
  /** What a list without options says. */
  readonly none?: string
  readonly optional?: boolean
  /** Not shown, and empty, while it says no. */
  readonly when?: (values: FieldValues) => boolean
  /** What is wrong with it, beside the field. */
  readonly problem?: (value: string, values: FieldValues) => string | undefined
}

export type FieldValues = Readonly<Record<string, string>>

export interface TagSpecification<Type extends string> {
  TagSpecifications?: { ResourceType: Type; Tags: { Key: string; Value: string }[] }[]
}

export interface FieldsDialogProps<Type extends string> {
  readonly title: string
  readonly submitText: string
  readonly savedText: string
  readonly fields: readonly Field[]
  /** The kind of resource that is made: with it the form asks for tags, and `run` is given their member. */
  readonly tagType?: Type
  /** Said above the fields. */
  readonly warning?: ReactNode
  readonly note?: ReactNode
  /** `run` asks the embedded cloud's own controls, not AWS: see `useSave`. */
  readonly control?: boolean
  readonly run: (call: Call, values: FieldValues, tags: TagSpecification<Type>) => Promise<unknown>
  readonly onClose: () => void
}

/** A small form as data: create this, attach that. */
export function FieldsDialog<Type extends string = never>(props: FieldsDialogProps<Type>) {
  const { tagType } = props
  const t = useT()
  const [typed, setTyped] = useState<FieldValues>({})
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const [tried, setTried] = useState(false)
  const save = useSave(props.onClose, props.savedText)
  const all: FieldValues = Object.fromEntries(
    props.fields.map(({ id, initial = '' }) => [id, typed[id] ?? initial]),
  )
  const fields = props.fields.filter(({ when }) => when?.(all) ?? true)
  const offeredBy = ({ options = [] }: Field) =>
    typeof options === 'function' ? options(all) : options
  const values: FieldValues = Object.fromEntries(
    fields.map((field) => {
      const value = all[field.id] ?? ''
      if (typeof field.options !== 'function') return [field.id, value]
      const offered = new Set(offeredBy(field).map((option) => option.value))
      return [
        field.id,
        value
          .split(',')
          .filter((one) => offered.has(one))
          .join(','),
      ]
    }),
  )
  const problemOf = (field: Field) => {
    const value = (values[field.id] ?? '').trim()
    if (value === '' && field.kind !== 'check') {
      return field.optional ? undefined : t('fields.missing')
    }
    return field.problem?.(value, values)
  }
  const wrong = fields.some((field) => problemOf(field) !== undefined)
  const trimmed = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, value.trim()]),
  )
  const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }))
  const specification: TagSpecification<Type> =
    tagType !== undefined && Tags.length > 0
      ? { TagSpecifications: [{ ResourceType: tagType, Tags }] }
      : {}
  return (
    <ConfirmDialog
      title={props.title}
      submitText={props.submitText}
      disabled={!areTagsValid(tags)}
      {...save.dialog(
        (call) => props.run(call, trimmed, specification),
        () => {
          setTried(true)
          return !wrong
        },
        props.control,
      )}
      onClose={props.onClose}
    >
      {props.warning === undefined ? null : <Alert type="warning">{props.warning}</Alert>}
      {fields.map((field) => {
        const touched = tried || typed[field.id] !== undefined
        const problem = touched ? problemOf(field) : undefined
        return (
          <OneField
            key={field.id}
            field={field}
            offered={offeredBy(field)}
            value={values[field.id] ?? ''}
            problem={problem}
            onChange={(value) => setTyped({ ...typed, [field.id]: value })}
          />
        )
      })}
      {props.note === undefined ? null : <Alert type="info">{props.note}</Alert>}
      {tagType === undefined ? null : <TagEditor purpose="create" tags={tags} onChange={setTags} />}
    </ConfirmDialog>
  )
}

function OneField(props: {
  readonly field: Field
  readonly offered: readonly FieldOption[]
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}) {
  const { field, offered, value, onChange } = props
  const t = useT()
  const options = offered.map(({ value: id, label, description, tag }) => ({
    value: id,
    label,
    ...(description !== undefined && { description }),
    ...(tag !== undefined && { labelTag: tag }),
  }))
  if (field.kind === 'check') {
    return (
      <Checkbox
        checked={value === 'yes'}
        description={field.description}
        onChange={({ detail }) => onChange(detail.checked ? 'yes' : '')}
      >
        {field.label}
      </Checkbox>
    )
  }
  return (
    <FormField
      label={field.optional ? t('fields.optional', { label: field.label }) : field.label}
      description={field.description}
      errorText={props.problem}
    >
      {field.kind === 'choice' ? (
        <Select
          selectedOption={options.find((option) => option.value === value) ?? null}
          options={options}
          filteringType={options.length > 8 ? 'auto' : 'none'}
          expandToViewport
          placeholder={field.placeholder ?? t('fields.choose')}
          empty={field.none ?? t('fields.noChoice')}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      ) : field.kind === 'choices' ? (
        <Multiselect
          selectedOptions={options.filter((option) => value.split(',').includes(option.value))}
          options={options}
          filteringType={options.length > 8 ? 'auto' : 'none'}
          expandToViewport
          placeholder={field.placeholder ?? t('fields.choose')}
          empty={field.none ?? t('fields.noChoice')}
          deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
          onChange={({ detail }) =>
            onChange(detail.selectedOptions.flatMap((option) => option.value ?? []).join(','))
          }
        />
      ) : field.kind === 'area' ? (
        <Textarea
          value={value}
          rows={5}
          spellcheck={false}
          placeholder={field.placeholder ?? ''}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : field.kind === 'secret' ? (
        <SecretInput value={value} onChange={onChange} />
      ) : (
        <Input
          value={value}
          placeholder={field.placeholder ?? ''}
          onChange={({ detail }) => onChange(detail.value)}
        />
      )}
    </FormField>
  )
}

/** Dots until asked to be shown. */
function SecretInput(props: {
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const t = useT()
  const [shown, setShown] = useState(false)
  return (
    <>
      <Input
        value={props.value}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        spellcheck={false}
        onChange={({ detail }) => props.onChange(detail.value)}
      />
      <Toggle checked={shown} onChange={({ detail }) => setShown(detail.checked)}>
        {t('fields.show')}
      </Toggle>
    </>
  )
}
