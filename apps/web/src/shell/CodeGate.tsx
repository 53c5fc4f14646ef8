import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError } from '../api/failure.ts'
import { giveCode } from '../api/session.ts'
import { describeError } from '../components/index.ts'
import { useT } from '../i18n/index.ts'

/** In place of a page whose connection needs the one-time code. */
export default function CodeGate() {
  const t = useT()
  const [code, setCode] = useState('')
  const unlock = useMutation({ mutationFn: giveCode, onSuccess: () => location.reload() })
  return (
    <Container header={<Header variant="h1">{t('code.title')}</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          unlock.mutate(code.trim())
        }}
      >
        <SpaceBetween size="m">
          <div>{t('code.text')}</div>
          <FormField
            label={t('code.label')}
            errorText={unlock.error ? describeError(asApiError(unlock.error), t) : undefined}
          >
            <Input
              value={code}
              autoFocus
              autoComplete={false}
              onChange={({ detail }) => setCode(detail.value)}
            />
          </FormField>
          <Button variant="primary" formAction="submit" loading={unlock.isPending}>
            {t('code.submit')}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  )
}
