/** A float as Go prints it (`%v`): the shortest digits that mean it, with an exponent from 1e+06 up and below 0.0001. */
export function printGoFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  const two = String(Math.abs(power)).padStart(2, '0');
  return `${digits}e${power < 0 ? '-' : '+'}${two}`;
}
