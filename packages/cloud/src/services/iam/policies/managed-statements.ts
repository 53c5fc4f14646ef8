/** A managed policy as AWS documents it. */
export interface Managed {
  readonly name: string
  readonly path?: string
  readonly created: string
  readonly description: string
  readonly statements: readonly object[]
}

export const allow = (
  actions: readonly string[],
  resource: string | readonly string[] = '*',
  condition?: object,
) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
  ...(condition ? { Condition: condition } : {}),
})

/** Service-linked roles that a service may make for itself. */
export const mayMakeRoles = (...services: readonly string[]) =>
  allow(['iam:CreateServiceLinkedRole'], '*', {
    StringEquals: { 'iam:AWSServiceName': services.map((service) => `${service}.amazonaws.com`) },
  })
