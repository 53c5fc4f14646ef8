/** The alarm's name where a rule, a suppressor or a question may say its name or its ARN. */
export function nameInWish(wish: string): string {
  return /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.*)$/s.exec(wish)?.[1] ?? wish
}
