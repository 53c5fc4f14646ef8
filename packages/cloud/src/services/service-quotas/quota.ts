/** Which service a quota stands under in Service Quotas. */
export type QuotaService = 'ebs' | 'ec2' | 'elasticloadbalancing' | 'vpc'

export const serviceNames: Readonly<Record<QuotaService, string>> = {
  ebs: 'Amazon Elastic Block Store (Amazon EBS)',
  ec2: 'Amazon Elastic Compute Cloud (Amazon EC2)',
  elasticloadbalancing: 'Elastic Load Balancing (ELB)',
  vpc: 'Amazon Virtual Private Cloud (Amazon VPC)',
}

/** One limit of a Region, and how a call beyond it is refused. */
export interface Quota {
  readonly service: QuotaService
  /** Absent where Service Quotas does not list it: such a limit is raised by a support case alone. */
  readonly code?: string
  readonly name: string
  /** AWS's default. */
  readonly value: number
  /** What an account begins with where that is more: AWS raises some for accounts in use. */
  readonly applied?: number
  /** False for what cannot be raised; true unless told otherwise. */
  readonly adjustable?: boolean
  readonly refusal: {
    readonly code: string
    /** `{limit}` is the quota's value, `{of}` the id of what is full. */
    readonly message: string
  }
}
