import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { placeOf, useFeed } from '../../../api/index.ts'
import { areTagsValid } from '../../../components/index.ts'
import { useT, type PlainKey } from '../../../i18n/index.ts'
import { changeRows } from '../../../resources/bulk/change-rows.tsx'
import { TagChangeFields } from '../../../resources/bulk/TagChangeFields.tsx'
import { JobDialog } from '../../../resources/job/JobDialog.tsx'
import type { DialogProps } from '../dialogs/dialog-props.ts'
import { idOf, labelOf } from '../instance.ts'
import { emptyForm, needsStop, planInstance, restartAround, type BulkForm } from './plan.ts'
import { useProtections } from './use-protections.ts'

/** Changes many instances at once: what each is and becomes, tried dry, then one by one with a result for each. */
export function BulkEdit({ instances, onClose }: DialogProps) {
  const t = useT()
  const [form, setForm] = useState<BulkForm>(emptyForm)
  const set = (part: Partial<BulkForm>) => setForm({ ...form, ...part })
  const groups = useFeed('security-groups').list
  const groupVpcs = new Map(groups.map(({ GroupId = '', VpcId = '' }) => [GroupId, VpcId]))
  const protections = useProtections(instances, {
    termination: form.termination !== 'leave',
    stop: form.stop !== 'leave',
  })
  const hopsValid = form.hopLimit.trim() === '' || /^([1-9]|[1-5]\d|6[0-4])$/.test(form.hopLimit)
  const valid = hopsValid && areTagsValid(form.tags.tags)
  const rows = changeRows(
    instances.map((instance, index) => ({
      id: idOf(instance),
      name: labelOf(instance),
      place: placeOf(instance),
      changes: valid ? planInstance(instance, form, protections[index] ?? {}, groupVpcs, t) : [],
      ...(form.restart && needsStop(instance, form)
        ? {
            around: (tools, work) => restartAround(instance, tools, work),
          }
        : {}),
    })),
  )
  const changes = JSON.stringify(form) !== JSON.stringify(emptyForm)
  const running = instances.filter((instance) => needsStop(instance, form)).length
  const same = instances.length - rows.length
  const vpcs = new Set(instances.map(({ VpcId }) => VpcId))
  const choice = (member: SwitchMember, label: string) => (
    <Choice
      label={label}
      value={form[member]}
      options={switchOptions}
      onChange={(value) => set({ [member]: value })}
    />
  )
  return (
    <JobDialog
      title={t('bulkEdit.title', { count: instances.length })}
      submitText={t('bulkEdit.submit')}
      detailHeader={t('bulkEdit.changes')}
      rows={rows}
      signature={JSON.stringify(form)}
      disabled={!valid}
      note={changes && same > 0 ? t('bulkEdit.unchanged', { count: same }) : null}
      onClose={onClose}
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          <FormField label={t('bulkEdit.type')}>
            <Input
              value={form.type}
              placeholder={t('bulkEdit.leave')}
              onChange={({ detail }) => set({ type: detail.value })}
            />
          </FormField>
          {choice('termination', t('bulkEdit.termination'))}
          {choice('stop', t('bulkEdit.stopProtection'))}
          <Choice
            label={t('bulkEdit.tokens')}
            value={form.tokens}
            options={{
              leave: 'bulkEdit.leave',
              required: 'instances.required',
              optional: 'instances.optional',
            }}
            onChange={(tokens) => set({ tokens })}
          />
          {choice('endpoint', t('dialog.metadataEndpoint'))}
          <FormField
            label={t('bulkEdit.hopLimit')}
            errorText={hopsValid ? undefined : t('dialog.metadataHopsText')}
          >
            <Input
              value={form.hopLimit}
              placeholder={t('bulkEdit.leave')}
              onChange={({ detail }) => set({ hopLimit: detail.value })}
            />
          </FormField>
          {choice('metadataTags', t('dialog.metadataTags'))}
          {choice('monitoring', t('bulkEdit.monitoring'))}
          {choice('deleteVolumes', t('bulkEdit.deleteOnTermination'))}
          <Choice
            label={t('bulkEdit.groupsMode')}
            value={form.groupMode}
            options={{
              add: 'bulkEdit.groupsAdd',
              remove: 'bulkEdit.groupsRemove',
              replace: 'bulkEdit.groupsReplace',
            }}
            onChange={(groupMode) => set({ groupMode })}
          />
          <FormField label={t('dialog.groupsLabel')} description={t('bulkEdit.groupsText')}>
            <Multiselect
              expandToViewport
              filteringType="auto"
              filteringAriaLabel={t('dialog.groupsSelect')}
              placeholder={t('bulkEdit.leave')}
              deselectAriaLabel={({ label = '' }) => t('fields.deselect', { label })}
              options={groups
                .filter(({ VpcId }) => vpcs.has(VpcId))
                .map(({ GroupId = '', GroupName = '', VpcId = '' }) => ({
                  value: GroupId,
                  label: GroupId,
                  labelTag: VpcId,
                  description: GroupName,
                }))}
              selectedOptions={form.groups.map((value) => ({ value, label: value }))}
              onChange={({ detail }) =>
                set({ groups: detail.selectedOptions.flatMap(({ value }) => value ?? []) })
              }
            />
          </FormField>
        </ColumnLayout>
        {running > 0 ? (
          <Alert type="warning">
            <Checkbox
              checked={form.restart}
              description={t('bulkEdit.restartText')}
              onChange={({ detail }) => set({ restart: detail.checked })}
            >
              {t('bulkEdit.restart')} ({running})
            </Checkbox>
          </Alert>
        ) : null}
        <TagChangeFields change={form.tags} onChange={(tags) => set({ tags })} />
      </SpaceBetween>
    </JobDialog>
  )
}

type SwitchMember =
  | 'termination'
  | 'stop'
  | 'endpoint'
  | 'metadataTags'
  | 'monitoring'
  | 'deleteVolumes'

const switchOptions = { leave: 'bulkEdit.leave', on: 'bulkEdit.on', off: 'bulkEdit.off' } as const

function Choice<V extends string>(props: {
  readonly label: string
  readonly value: V
  readonly options: Readonly<Record<V, PlainKey>>
  readonly onChange: (value: V) => void
}) {
  const t = useT()
  const values = Object.keys(props.options).filter((key): key is V => key in props.options)
  const options = values.map((value) => {
    const text: PlainKey = props.options[value]
    return { value, label: t(text) }
  })
  return (
    <FormField label={props.label}>
      <Select
        expandToViewport
        options={options}
        selectedOption={options.find(({ value }) => value === props.value) ?? null}
        onChange={({ detail }) => {
          const chosen = values.find((value) => value === detail.selectedOption.value)
          if (chosen !== undefined) props.onChange(chosen)
        }}
      />
    </FormField>
  )
}
