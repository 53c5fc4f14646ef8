import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useState } from 'react'
import { useConnection, useOperation } from '../../api/index.ts'
import { KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'

/** The name of the account that its users sign in with in place of its number. */
export function Alias() {
  const t = useT()
  const { readOnly, access } = useConnection()
  const { data } = useOperation('iam', 'ListAccountAliases', {})
  const alias = data?.AccountAliases?.[0]
  const [open, setOpen] = useState(false)
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              disabled={readOnly || data === undefined}
              {...(readOnly && { disabledReason: t('reason.readOnly') })}
              onClick={() => setOpen(true)}
            >
              {t('common.edit')}
            </Button>
          }
        >
          {t('access.alias')}
        </Header>
      }
    >
      <KeyValue
        items={[
          [t('access.accountId'), access?.account],
          [t('access.alias'), data ? (alias ?? t('common.none')) : access?.identity?.alias],
        ]}
      />
      {open ? (
        <FieldsDialog
          title={t('access.alias')}
          submitText={t('common.save')}
          savedText={t('common.saved')}
          fields={[
            {
              id: 'alias',
              label: t('access.alias'),
              initial: alias ?? '',
              optional: true,
              description: t('access.aliasText'),
              problem: (value) =>
                /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/.test(value)
                  ? undefined
                  : t('access.aliasProblem'),
            },
          ]}
          run={async (call, { alias: wanted = '' }) => {
            if (wanted === '' && alias !== undefined)
              await call('iam', 'DeleteAccountAlias', { AccountAlias: alias })
            else if (wanted !== '')
              await call('iam', 'CreateAccountAlias', { AccountAlias: wanted })
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Container>
  )
}
