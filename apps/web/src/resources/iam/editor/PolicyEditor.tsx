import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Textarea from '@cloudscape-design/components/textarea'
import Toggle from '@cloudscape-design/components/toggle'
import type { PolicyKind } from '@brume/ec2-model/policies'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { remembered } from '../../../lib/remembered.ts'
import { findProblems } from '../problems.ts'
import { AddStatement } from './AddStatement.tsx'
import { Findings } from './Findings.tsx'

const PolicyAce = lazy(() => import('./PolicyAce.tsx'))

const plainPreferred = remembered('iam.plainEditor', (stored) => stored === true)

/** Without white space, as IAM counts. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 6144

/** Writes a policy's JSON: with completion and findings at their places, and a form beside it that adds statements. */
export function PolicyEditor(props: {
  readonly value: string
  readonly kind: PolicyKind
  readonly onChange: (text: string) => void
}) {
  const { value, kind, onChange } = props
  const t = useT()
  const [plain, setPlain] = useState(plainPreferred.read())
  const problems = useMemo(() => findProblems(value, kind, t), [value, kind, t])
  const label = t('editor.json')
  return (
    <Container header={<Header variant="h2">{t('editor.title')}</Header>}>
      <Grid
        gridDefinition={[{ colspan: { default: 12, s: 8 } }, { colspan: { default: 12, s: 4 } }]}
      >
        <SpaceBetween size="s">
          <FormField
            stretch
            label={label}
            description={plain ? undefined : t('editor.completion')}
            constraintText={t('editor.size', {
              count: value.replace(/\s/g, '').length,
              most: mostCharacters,
            })}
          >
            {plain ? (
              <div className="brume-mono">
                <Textarea
                  value={value}
                  rows={20}
                  spellcheck={false}
                  onChange={({ detail }) => onChange(detail.value)}
                />
              </div>
            ) : (
              <Suspense fallback={<Spinner />}>
                <PolicyAce
                  value={value}
                  label={label}
                  problems={problems}
                  onChange={onChange}
                  onFailed={() => setPlain(true)}
                />
              </Suspense>
            )}
          </FormField>
          <Toggle
            checked={plain}
            onChange={({ detail }) => {
              plainPreferred.write(detail.checked)
              setPlain(detail.checked)
            }}
          >
            {t('editor.plain')}
          </Toggle>
          <Findings problems={problems} />
        </SpaceBetween>
        <SpaceBetween size="s">
          <Header variant="h3" description={t('editor.addStatementText')}>
            {t('editor.addStatement')}
          </Header>
          <AddStatement text={value} onChange={onChange} />
        </SpaceBetween>
      </Grid>
    </Container>
  )
}
