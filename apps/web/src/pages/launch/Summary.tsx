import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConnection } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import type { FieldId, Issue } from './model/issues.ts'
import { memoryText } from './model/facts-text.ts'
import { fieldElementId, type SectionProps } from './section-props.ts'
import { PriceText } from './types/PriceText.tsx'
import { useTypePrices } from './use-type-prices.ts'

/** What the form adds up to, beside it, with the button that does it. */
export function Summary(
  props: SectionProps & {
    readonly issues: readonly Issue[]
    readonly launching: boolean
    readonly onJump: (field: FieldId) => void
    readonly submitText: string
    readonly onSubmit: () => void
    /** Absent where nothing is launched: then there is no count and no code of it. */
    readonly onCode?: () => void
    readonly onCancel: () => void
  },
) {
  const { form, change, errorOf, types, lists, issues, onJump } = props
  const t = useT()
  const connection = useConnection()
  const { network } = form
  const type = types?.find(({ name }) => name === form.instanceType)
  const price = useTypePrices(form.image).priceOf(form.instanceType)
  const size = form.volumes.reduce((sum, row) => sum + (Number(row.sizeGiB) || 0), 0)
  const groups =
    network.groupMode === 'new'
      ? t('launch.summary.newGroup', { name: network.newGroup.name })
      : network.groupIds.map((id) => lists.groups.items.get(id)?.GroupName ?? id).join(', ')
  const key = {
    unset: '-',
    none: t('launch.key.none'),
    existing: form.keyPair.existingName,
    new: t('launch.summary.newKey', { name: form.keyPair.newName }),
  }[form.keyPair.mode]
  const go = (field: FieldId, text: string) => (
    <Link href="#" onFollow={(event) => (event.preventDefault(), onJump(field))}>
      {text}
    </Link>
  )
  return (
    <Container header={<Header variant="h2">{t('launch.summary.header')}</Header>}>
      <SpaceBetween size="m">
        {props.onCode ? (
          <FormField label={t('launch.summary.count')} errorText={errorOf('count')}>
            <Input
              controlId={fieldElementId('count')}
              type="number"
              inputMode="numeric"
              value={form.count}
              onChange={({ detail }) => change((old) => ({ ...old, count: detail.value }))}
            />
          </FormField>
        ) : null}
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: go('image', t('launch.summary.image')),
              value: form.image ? (
                <>
                  {form.image.name}
                  <Box fontSize="body-s" color="text-body-secondary">
                    {form.image.id}
                  </Box>
                </>
              ) : (
                '-'
              ),
            },
            {
              label: go('instanceType', t('launch.summary.type')),
              value: (
                <>
                  {form.instanceType || '-'}
                  {type ? (
                    <Box fontSize="body-s" color="text-body-secondary">
                      {t('launch.summary.typeFacts', {
                        vcpus: type.vcpus,
                        memory: memoryText(type.memoryMiB),
                      })}
                    </Box>
                  ) : null}
                  {price ? (
                    <Box fontSize="body-s" color="text-body-secondary">
                      {t('launch.price.onDemand')}: <PriceText price={price} />
                    </Box>
                  ) : null}
                </>
              ),
            },
            {
              label: go(
                form.keyPair.mode === 'new' ? 'keyPair.newName' : 'keyPair',
                t('launch.summary.key'),
              ),
              value: key,
            },
            {
              label: go(
                network.groupMode === 'new' ? 'newGroup.name' : 'groups',
                t('launch.summary.groups'),
              ),
              value: groups || '-',
            },
            {
              label: t('launch.summary.storage'),
              value: t('launch.volume.total', { count: form.volumes.length, size }),
            },
          ]}
        />
        {issues.length > 0 ? (
          <Alert type="error" header={t('launch.summary.issues', { count: issues.length })}>
            <ul className="brume-issues">
              {issues.map((issue) => (
                <li key={issue.field}>{go(issue.field, issue.say(t))}</li>
              ))}
            </ul>
          </Alert>
        ) : null}
        {connection.readOnly ? <Alert type="info">{t('launch.summary.readOnly')}</Alert> : null}
        <SpaceBetween size="xs">
          <Button
            variant="primary"
            fullWidth
            loading={props.launching}
            loadingText={t('launch.summary.launching')}
            disabled={connection.readOnly}
            onClick={props.onSubmit}
          >
            {props.submitText}
          </Button>
          {props.onCode ? (
            <Button fullWidth iconName="script" onClick={props.onCode}>
              {t('launch.summary.code')}
            </Button>
          ) : null}
          <Button fullWidth variant="link" onClick={props.onCancel}>
            {t('common.cancel')}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  )
}
