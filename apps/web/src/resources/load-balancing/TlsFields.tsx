import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { ImportCertificate } from './ImportCertificate.tsx'
import { recommendedPolicy } from './listener-draft.ts'
import { useCertificateOptions } from './use-certificates.ts'

/** Which versions of TLS and which ciphers the listener agrees on. */
export function PolicyField(props: {
  readonly value: string
  readonly balancerType: string | undefined
  readonly onChange: (policy: string) => void
}) {
  const t = useT()
  const { data } = useOperation('elastic-load-balancing-v2', 'DescribeSSLPolicies', {
    LoadBalancerType: props.balancerType === 'network' ? 'network' : 'application',
    PageSize: 400,
  })
  const options = (data?.SslPolicies ?? []).map(({ Name = '', SslProtocols = [], Ciphers }) => ({
    value: Name,
    label: Name,
    description: t('balancing.policyIs', {
      protocols: SslProtocols.join(', '),
      count: Ciphers?.length ?? 0,
    }),
    ...(Name === recommendedPolicy && { labelTag: t('balancing.recommended') }),
  }))
  const chosen = options.find(({ value }) => value === props.value)
  return (
    <FormField label={t('balancing.policy')} description={t('balancing.policyText')}>
      <Select
        selectedOption={chosen ?? { value: props.value, label: props.value }}
        options={options}
        filteringType="auto"
        filteringAriaLabel={t('balancing.policy')}
        expandToViewport
        onChange={({ detail }) => props.onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  )
}

/** The certificate that the listener shows to who names no host that another one is for. */
export function CertificateField(props: {
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (arn: string) => void
}) {
  const t = useT()
  const [importing, setImporting] = useState(false)
  const options = useCertificateOptions()
  return (
    <FormField
      label={t('balancing.certificate')}
      description={t('balancing.certificateText')}
      errorText={props.problem}
      secondaryControl={
        <Button formAction="none" onClick={() => setImporting(true)}>
          {t('balancing.importCertificate')}
        </Button>
      }
    >
      <Select
        selectedOption={options.find(({ value }) => value === props.value) ?? null}
        options={options}
        placeholder={t('fields.choose')}
        empty={t('balancing.noCertificates')}
        expandToViewport
        onChange={({ detail }) => props.onChange(detail.selectedOption.value ?? '')}
      />
      {importing ? (
        <ImportCertificate onImported={props.onChange} onClose={() => setImporting(false)} />
      ) : null}
    </FormField>
  )
}
