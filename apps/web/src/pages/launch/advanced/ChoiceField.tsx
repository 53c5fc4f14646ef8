import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import type { ReactNode } from 'react'

/** A labelled choice among a few values, typed by them. */
export function ChoiceField<V extends string>(props: {
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly value: V
  readonly options: readonly (readonly [value: V, label: string, disabledReason?: string])[]
  readonly onChange: (value: V) => void
  readonly error?: string | undefined
  readonly info?: ReactNode
}) {
  const options = props.options.map(([value, label, disabledReason]) => ({
    value,
    label,
    ...(disabledReason !== undefined && { disabled: true, disabledReason }),
  }))
  return (
    <FormField
      stretch
      label={props.label}
      errorText={props.error}
      {...(props.description === undefined ? {} : { description: props.description })}
      info={props.info}
    >
      <Select
        controlId={props.id}
        selectedOption={options.find(({ value }) => value === props.value) ?? null}
        options={options}
        expandToViewport
        onChange={({ detail }) => {
          const chosen = props.options.find(([value]) => value === detail.selectedOption.value)
          if (chosen) props.onChange(chosen[0])
        }}
      />
    </FormField>
  )
}
