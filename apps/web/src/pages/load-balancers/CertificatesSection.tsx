import Badge from '@cloudscape-design/components/badge'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { useConnection, useOperation } from '../../api/index.ts'
import { CopyText } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { DeleteDialog } from '../../resources/DeleteDialog.tsx'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { ImportCertificate } from '../../resources/load-balancing/ImportCertificate.tsx'
import { useCertificateOptions } from '../../resources/load-balancing/use-certificates.ts'

const elb = 'elastic-load-balancing-v2'
const nameOf = (arn = '') => arn.split('/').at(-1) ?? ''

/** A secure listener's certificates: the default one, and those for clients that name their host (SNI). */
export function CertificatesSection({ listenerArn }: { readonly listenerArn: string }) {
  const t = useT()
  const { readOnly } = useConnection()
  const [open, setOpen] = useState<'add' | 'import'>()
  const [removed, setRemoved] = useState<string>()
  const { data } = useOperation(elb, 'DescribeListenerCertificates', { ListenerArn: listenerArn })
  const certificates = data?.Certificates ?? []
  const present = new Set(certificates.map(({ CertificateArn }) => CertificateArn))
  const options = useCertificateOptions().filter(({ value }) => !present.has(value))
  const refusal = readOnly ? { disabled: true, disabledReason: t('reason.readOnly') } : {}
  return (
    <>
      <Table
        items={certificates}
        trackBy="CertificateArn"
        loading={data === undefined}
        loadingText={t('table.loading')}
        ariaLabels={{ tableLabel: t('balancing.certificates') }}
        header={
          <Header
            variant="h2"
            counter={`(${certificates.length})`}
            description={t('balancing.sniText')}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button {...refusal} onClick={() => setOpen('import')}>
                  {t('balancing.importCertificate')}
                </Button>
                <Button {...refusal} onClick={() => setOpen('add')}>
                  {t('balancing.addCertificate')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('balancing.certificates')}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: t('balancing.name'),
            isRowHeader: true,
            cell: ({ CertificateArn, IsDefault }) => (
              <SpaceBetween direction="horizontal" size="xs">
                {nameOf(CertificateArn)}
                {IsDefault ? <Badge>{t('listenerRules.default')}</Badge> : null}
              </SpaceBetween>
            ),
          },
          {
            id: 'arn',
            header: 'ARN',
            cell: ({ CertificateArn }) => <CopyText text={CertificateArn} />,
          },
          {
            id: 'actions',
            header: t('common.actions'),
            cell: ({ CertificateArn, IsDefault }) =>
              IsDefault ? (
                '-'
              ) : (
                <Button
                  variant="inline-link"
                  {...refusal}
                  ariaLabel={t('balancing.removeOf', { name: nameOf(CertificateArn) })}
                  onClick={() => setRemoved(CertificateArn)}
                >
                  {t('common.remove')}
                </Button>
              ),
          },
        ]}
      />
      {open === 'add' ? (
        <FieldsDialog
          title={t('balancing.addCertificate')}
          submitText={t('balancing.addCertificate')}
          savedText={t('common.saved')}
          note={t('balancing.sniNote')}
          fields={[
            {
              id: 'arns',
              label: t('balancing.certificates'),
              kind: 'choices',
              options,
              none: t('balancing.noMoreCertificates'),
            },
          ]}
          run={(call, { arns = '' }) =>
            call(elb, 'AddListenerCertificates', {
              ListenerArn: listenerArn,
              Certificates: arns.split(',').map((CertificateArn) => ({ CertificateArn })),
            })
          }
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open === 'import' ? (
        <ImportCertificate onImported={() => setOpen('add')} onClose={() => setOpen(undefined)} />
      ) : null}
      {removed === undefined ? null : (
        <DeleteDialog
          title={t('balancing.removeCertificate')}
          asksForWord={false}
          items={[{ id: removed, name: nameOf(removed) }]}
          remove={(call, { id }) =>
            call(elb, 'RemoveListenerCertificates', {
              ListenerArn: listenerArn,
              Certificates: [{ CertificateArn: id }],
            })
          }
          onClose={() => setRemoved(undefined)}
        >
          {t('balancing.removeCertificateText')}
        </DeleteDialog>
      )}
    </>
  )
}
