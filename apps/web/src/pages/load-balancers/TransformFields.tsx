import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../i18n/index.ts'
import {
  findTransformProblem,
  transformTypes,
  type TransformDraft,
} from '../../resources/load-balancing/transform-draft.ts'

const names = {
  'host-header-rewrite': 'listenerRules.rewriteHost',
  'url-rewrite': 'listenerRules.rewriteUrl',
} as const

/** What a rule changes in a request before a target sees it: its host, its URL. */
export function TransformFields(props: {
  readonly transforms: readonly TransformDraft[]
  readonly tried: boolean
  readonly onChange: (transforms: readonly TransformDraft[]) => void
}) {
  const { transforms, tried, onChange } = props
  const t = useT()
  return (
    <SpaceBetween size="s">
      {transformTypes.map((type) => {
        const draft = transforms.find((one) => one.type === type)
        const problem = draft && findTransformProblem(draft)
        const change = (part: Partial<TransformDraft>) =>
          onChange(transforms.map((one) => (one.type === type ? { ...one, ...part } : one)))
        return (
          <SpaceBetween key={type} size="xs">
            <Checkbox
              checked={draft !== undefined}
              onChange={({ detail }) =>
                onChange(
                  detail.checked
                    ? [...transforms, { type, regex: '', replace: '' }]
                    : transforms.filter((one) => one.type !== type),
                )
              }
            >
              {t(names[type])}
            </Checkbox>
            {draft ? (
              <ColumnLayout columns={2}>
                <FormField
                  label={t('listenerRules.regexPattern')}
                  errorText={tried && problem !== undefined ? t(problem) : undefined}
                >
                  <Input
                    value={draft.regex}
                    spellcheck={false}
                    placeholder={type === 'url-rewrite' ? '^/api/(.*)' : '^(.*)\\.example\\.com$'}
                    onChange={({ detail }) => change({ regex: detail.value })}
                  />
                </FormField>
                <FormField
                  label={t('listenerRules.replacement')}
                  constraintText={t('listenerRules.replacementText')}
                >
                  <Input
                    value={draft.replace}
                    spellcheck={false}
                    placeholder={type === 'url-rewrite' ? '/$1' : '$1.internal.example'}
                    onChange={({ detail }) => change({ replace: detail.value })}
                  />
                </FormField>
              </ColumnLayout>
            ) : null}
          </SpaceBetween>
        )
      })}
    </SpaceBetween>
  )
}
