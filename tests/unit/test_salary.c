/* test_salary.c: pay as people write it. [[..]] marks the words that must be pointed at. */
#include "facts_pay.h"

static const struct {
    const char *text;
    int64_t low, high;
    int period;
} rows[] = {
    {"Salary: [[£28,011 to £30,230]]", 2801100, 3023000, SOCVET_PERIOD_YEAR},
    {"Salary [[£31,400 - £36,900 per annum]]", 3140000, 3690000, SOCVET_PERIOD_YEAR},
    {"The pay is [[£12.60 an hour]].", 1260, 1260, SOCVET_PERIOD_HOUR},
    {"[[£41k]] basic salary in Hull", 4100000, 4100000, SOCVET_PERIOD_YEAR},
    {"Salary 120-150k plus equity", 12000000, 15000000, SOCVET_PERIOD_YEAR},
    {"Pay: £33-£38k", 3300000, 3800000, SOCVET_PERIOD_YEAR},
    {"Salary: £45k-52", 4500000, 5200000, SOCVET_PERIOD_YEAR},
    {"Salary up to £46,500 per annum", SOCVET_NO_PENCE, 4650000, SOCVET_PERIOD_YEAR},
    {"Up to £18.20 per hour", SOCVET_NO_PENCE, 1820, SOCVET_PERIOD_HOUR},
    {"Salary from £27,750 p.a.", 2775000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"Circa £60,000 p.a. plus car", 6000000, 6000000, SOCVET_PERIOD_YEAR},
    {"c£35k DOE", 3500000, 3500000, SOCVET_PERIOD_YEAR},
    {"Salary: minimum £24,300", 2430000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"Starting salary of £29,100", 2910000, 2910000, SOCVET_PERIOD_YEAR},
    {"starting at £26,000 per annum", 2600000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"A salary of at least £33,000 a year", 3300000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"£30k+ per annum", 3000000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"£32,752 - £36,862 per annum (Pay Award Pending)", 3275200, 3686200, SOCVET_PERIOD_YEAR},
    {"£250 per day", 25000, 25000, SOCVET_PERIOD_DAY},
    {"£610 p/w", 61000, 61000, SOCVET_PERIOD_WEEK},
    {"£2,150 per calendar month", 215000, 215000, SOCVET_PERIOD_MONTH},
    {"£2,150 pcm", 215000, 215000, SOCVET_PERIOD_MONTH},
    {"£14.10 p/h", 1410, 1410, SOCVET_PERIOD_HOUR},
    {"£14.10/hr", 1410, 1410, SOCVET_PERIOD_HOUR},
    {"£14.10ph", 1410, 1410, SOCVET_PERIOD_HOUR},
    {"£14.10 per hr", 1410, 1410, SOCVET_PERIOD_HOUR},
    {"£31,500pa", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"£31,500 p.a.", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"£31,500 pa", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"£31,500 a year", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"£31,500 annually", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"£31,500/year", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"£31,500 per year", 3150000, 3150000, SOCVET_PERIOD_YEAR},
    {"Hourly rate: £13.45", 1345, 1345, SOCVET_PERIOD_HOUR},
    {"Day rate: £420", 42000, 42000, SOCVET_PERIOD_DAY},
    {"Annual salary: £39,250", 3925000, 3925000, SOCVET_PERIOD_YEAR},
    {"Salary: £ 30 , 000", 3000000, 3000000, SOCVET_PERIOD_YEAR},
    {"Salary: £ 30,000 - £ 34,000", 3000000, 3400000, SOCVET_PERIOD_YEAR},
    {"Salary: £38, 391 per annum", 3839100, 3839100, SOCVET_PERIOD_YEAR},
    {"Salary: £30 000 - £32 500", 3000000, 3250000, SOCVET_PERIOD_YEAR},
    {"Salary: Â£27,900 - Â£29,400", 2790000, 2940000, SOCVET_PERIOD_YEAR},
    {"Salary: GBP 41,200", 4120000, 4120000, SOCVET_PERIOD_YEAR},
    {"Salary: GBP41,200 - GBP44,800 p.a.", 4120000, 4480000, SOCVET_PERIOD_YEAR},
    {"Salary: 41,200 GBP per annum", 4120000, 4120000, SOCVET_PERIOD_YEAR},
    {"Salary: £30.000 per annum", 3000000, 3000000, SOCVET_PERIOD_YEAR},
    {"Salary: £36,000–£40,000", 3600000, 4000000, SOCVET_PERIOD_YEAR},
    {"Salary: £36,000 — £40,000", 3600000, 4000000, SOCVET_PERIOD_YEAR},
    {"Salary: £36,000 to 40,000", 3600000, 4000000, SOCVET_PERIOD_YEAR},
    {"Salary: 36,000 - £40,000", 3600000, 4000000, SOCVET_PERIOD_YEAR},
    {"Salary between £22,000 and £25,500", 2200000, 2550000, SOCVET_PERIOD_YEAR},
    {"Salary £27,000 rising to £31,000 after probation", 2700000, 3100000, SOCVET_PERIOD_YEAR},
    {"£15.65 P/H / £36,461 per annum", 1565, 1565, SOCVET_PERIOD_HOUR},
    {"Salary: [[?30,000 per annum]]", 3000000, 3000000, SOCVET_PERIOD_YEAR},
    {"Salary: #31,000 - #34,500", 3100000, 3450000, SOCVET_PERIOD_YEAR},
    {"Salary ?24,500 - ?27,800 pa", 2450000, 2780000, SOCVET_PERIOD_YEAR},
    {"Salary scale: £41,732 - £46,974 (points 32-36), with discretionary points to £51,500", 4173200, 4697400, SOCVET_PERIOD_YEAR},
    {"minimum of £31,000, maximum of £39,500", 3100000, 3950000, SOCVET_PERIOD_YEAR},
    {"Salary range £18 000 - 22 000 p.a.", 1800000, 2200000, SOCVET_PERIOD_YEAR},
    {"£26,150. - £31,400. per annum inc of supplement", 2615000, 3140000, SOCVET_PERIOD_YEAR},
    {"£53,200 - £62,100 AFC unsocial hours payments", 5320000, 6210000, SOCVET_PERIOD_YEAR},
    {"From 80,000 to 80,000 per year (80k +)", 8000000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"Salary: £10k per session", 1000000, 1000000, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a cook.\nThe DBS levies a charge of £23 for the check.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a large hospital in Ripon looking for a cook.\nWe scan about 26,000 per annum and see an annual attendance of 70,000.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a large hospital in Ripon looking for a cook.\nYou also get a supplement of 15% of your basic wage, between £3,784 and £4,822 per annum.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"25 grand a year", 2500000, 2500000, SOCVET_PERIOD_YEAR},
    {"Salary: £25,000 pro rata", 2500000, 2500000, SOCVET_PERIOD_YEAR},
    {"£25,000 FTE (actual £15,000)", 2500000, 2500000, SOCVET_PERIOD_YEAR},
    {"£25,119 per annum pro rata, term time only", 2511900, 2511900, SOCVET_PERIOD_YEAR},
    {"Band 6 - £33,706 to £40,588 per annum", 3370600, 4058800, SOCVET_PERIOD_YEAR},
    {"NHS Band 8a £50,952", 5095200, 5095200, SOCVET_PERIOD_YEAR},
    {"Grade 7: £36,333 - £43,155", 3633300, 4315500, SOCVET_PERIOD_YEAR},
    {"Grade 6, spinal point 26 £32,332", 3233200, 3233200, SOCVET_PERIOD_YEAR},
    {"Spine points 26 to 31, £32,332 - £37,099 per annum", 3233200, 3709900, SOCVET_PERIOD_YEAR},
    {"Grade F (points 12-17) £24,496 - £26,845", 2449600, 2684500, SOCVET_PERIOD_YEAR},
    {"SCP 5-6: £12.18 - £12.38 per hour", 1218, 1238, SOCVET_PERIOD_HOUR},
    {"£35,964 per annum plus £4,313 London Weighting", 3596400, 3596400, SOCVET_PERIOD_YEAR},
    {"£35,964 per annum inclusive of £2,162 London Allowance", 3596400, 3596400, SOCVET_PERIOD_YEAR},
    {"Salary: £28,407 - £34,581 plus HCAS of £4,888", 2840700, 3458100, SOCVET_PERIOD_YEAR},
    {"Salary £40,000 plus car allowance of £5,000", 4000000, 4000000, SOCVET_PERIOD_YEAR},
    {"Salary £26,500 + £2,000 bonus", 2650000, 2650000, SOCVET_PERIOD_YEAR},
    {"Basic £24,000, OTE £40,000", 2400000, 2400000, SOCVET_PERIOD_YEAR},
    {"£24,000 basic plus commission (OTE £38k)", 2400000, 2400000, SOCVET_PERIOD_YEAR},
    {"£50,000 OTE", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"OTE £65,000 uncapped", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"on target earnings of £55,000", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Competitive salary", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary negotiable", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Pay to be discussed", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nYou will manage a budget of £250,000 a year.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nWe turn over £12 million a year.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nThe project is funded with £1.4m by a trust.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nA fee of £45 is payable for the DBS check.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nThere is a £1,000 golden hello.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nRefer a friend and earn a £500 bonus.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nRelocation expenses up to £8,000.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nOur annual income is £640,000.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nYou will look after grants worth £30,000 to £90,000.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nMileage at 45p per mile.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nWe raised £52,300 for the hospice last year.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nA tax-free stipend of £18,622 per annum.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nA bursary of £26,000 is on offer.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nTuition fees of £9,250 per year are paid.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nCall 01423 500 500 for a chat, reference 30125.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nSales targets of £40,000 per month.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nCustomers spend between £30,000 and £60,000 with us.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\na £2,500 sign-on bonus", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nwith assets of £18,000,000 under management", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nWe have 25,000 members and 300 staff.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\n25 days holiday, rising to 30", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nLife cover of £50,000", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\n£200 of vouchers each year", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nUp to £1,200 training budget per year", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nFounded in 1998 - 2000 members by 2005", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary: €52,000 per annum", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary: $90,000 - $110,000", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"EUR 45,000 per year", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nSalary: £23,800 per annum\nThe budget for this service is £250,000.", 2380000, 2380000, SOCVET_PERIOD_YEAR},
    {"We are a small charity in Ripon looking for a finance officer.\nOur budget is £900,000.\nSalary: [[£44,100]]", 4410000, 4410000, SOCVET_PERIOD_YEAR},
    {"Salary\n[[£37,450]]\nLocation\nYork", 3745000, 3745000, SOCVET_PERIOD_YEAR},
    {"We are a small charity in Ripon looking for a finance officer.\nSalary range £19,900 – £21,300\nClosing date: 4 June", 1990000, 2130000, SOCVET_PERIOD_YEAR},
    {"Rate of pay: £11.44 per hour", 1144, 1144, SOCVET_PERIOD_HOUR},
    {"Wage: £480 per week", 48000, 48000, SOCVET_PERIOD_WEEK},
    {"You will be paid £15 per hour.", 1500, 1500, SOCVET_PERIOD_HOUR},
    {"earn £12.75 per hour with weekly pay", 1275, 1275, SOCVET_PERIOD_HOUR},
    {"Rates of pay £21.50 to £24.10 per hour", 2150, 2410, SOCVET_PERIOD_HOUR},
    {"£9 per hour to £10.50 per hour", 900, 1050, SOCVET_PERIOD_HOUR},
    {"£16.20 PAYE / £20.10 Umb per hour", 1620, 2010, SOCVET_PERIOD_HOUR},
    {"Salary: £23k", 2300000, 2300000, SOCVET_PERIOD_YEAR},
    {"Salary: 23K", 2300000, 2300000, SOCVET_PERIOD_YEAR},
    {"23-26k", 2300000, 2600000, SOCVET_PERIOD_YEAR},
    {"23k to 26k", 2300000, 2600000, SOCVET_PERIOD_YEAR},
    {"23,000 - 26,000", 2300000, 2600000, SOCVET_PERIOD_YEAR},
    {"55-60,000", 5500000, 6000000, SOCVET_PERIOD_YEAR},
    {"19500", 1950000, 1950000, SOCVET_PERIOD_YEAR},
    {"19500 per annum", 1950000, 1950000, SOCVET_PERIOD_YEAR},
    {"9.50 per hour", 950, 950, SOCVET_PERIOD_HOUR},
    {"9.50 - 11.25 p/h", 950, 1125, SOCVET_PERIOD_HOUR},
    {"32000 - 36000/annum", 3200000, 3600000, SOCVET_PERIOD_YEAR},
    {"11/hour + overtime", 1100, 1100, SOCVET_PERIOD_HOUR},
    {"£0 - £40,000 per annum", SOCVET_NO_PENCE, 4000000, SOCVET_PERIOD_YEAR},
    {"£40,000 to negotiable", 4000000, SOCVET_NO_PENCE, SOCVET_PERIOD_YEAR},
    {"To 48k", SOCVET_NO_PENCE, 4800000, SOCVET_PERIOD_YEAR},
    {"Upto £29,000", SOCVET_NO_PENCE, 2900000, SOCVET_PERIOD_YEAR},
    {"Salary: £29,000 (negotiable)", 2900000, 2900000, SOCVET_PERIOD_YEAR},
    {"£29,000 depending on experience", 2900000, 2900000, SOCVET_PERIOD_YEAR},
    {"£29,000 doe", 2900000, 2900000, SOCVET_PERIOD_YEAR},
    {"Lecturer (£41,000-£46,000), Senior Lecturer (£50,100 - £56,300)", 4100000, 5630000, SOCVET_PERIOD_YEAR},
    {"Grade 5 (£29,605 - £34,308) or Grade 6 (£35,333 - £41,732)", 2960500, 4173200, SOCVET_PERIOD_YEAR},
    {"£23,000 - £40,000/annum 23k - 30k OTE 40k", 2300000, 3000000, SOCVET_PERIOD_YEAR},
    {"Up to 70,000 per year + 50000-70000", 5000000, 7000000, SOCVET_PERIOD_YEAR},
    {"22000/annum c22k", 2200000, 2200000, SOCVET_PERIOD_YEAR},
    {"£34,000 per annum, OTE", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"£45 to £55 per annum", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary: £27,344 per annum (£14.17 per hour)", 2734400, 2734400, SOCVET_PERIOD_YEAR},
    {"£14.17 per hour (£27,344 per annum)", 1417, 1417, SOCVET_PERIOD_HOUR},
    {"£1,800 per month", 180000, 180000, SOCVET_PERIOD_MONTH},
    {"£400/day outside IR35", 40000, 40000, SOCVET_PERIOD_DAY},
    {"Salary: £31,000 - 37.5 hours per week", 3100000, 3100000, SOCVET_PERIOD_YEAR},
    {"Salary: £31,000 - 2 year fixed term", 3100000, 3100000, SOCVET_PERIOD_YEAR},
    {"Salary: £31,000 - 12 months", 3100000, 3100000, SOCVET_PERIOD_YEAR},
    {"Salary: £36,000 + 10% bonus + 25 days", 3600000, 3600000, SOCVET_PERIOD_YEAR},
    {"Salary: £36,000 5% pension", 3600000, 3600000, SOCVET_PERIOD_YEAR},
    {"Salary: £76,000 p.a. gross", 7600000, 7600000, SOCVET_PERIOD_YEAR},
    {"Salary: £76,000 gross per annum", 7600000, 7600000, SOCVET_PERIOD_YEAR},
    {"Salary £22,183 (pro rata) per annum", 2218300, 2218300, SOCVET_PERIOD_YEAR},
    {"**Salary:** £26,000", 2600000, 2600000, SOCVET_PERIOD_YEAR},
    {"- £26,000 per annum", 2600000, 2600000, SOCVET_PERIOD_YEAR},
    {"* Pay: £26,000", 2600000, 2600000, SOCVET_PERIOD_YEAR},
    {"| Salary | £26,000 |", 2600000, 2600000, SOCVET_PERIOD_YEAR},
    {"Remuneration: £8,500 per annum", 850000, 850000, SOCVET_PERIOD_YEAR},
    {"Salary: £6,200 actual per annum", 620000, 620000, SOCVET_PERIOD_YEAR},
    {"Actual salary: £13,412", 1341200, 1341200, SOCVET_PERIOD_YEAR},
    {"FTE salary £24,702", 2470200, 2470200, SOCVET_PERIOD_YEAR},
    {"Main pay scale £30,000 to £46,525", 3000000, 4652500, SOCVET_PERIOD_YEAR},
    {"MPS/UPS £31,650 - £49,084", 3165000, 4908400, SOCVET_PERIOD_YEAR},
    {"TLR 2a payment of £3,214", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"£31,650 plus TLR payment of £3,214", 3165000, 3165000, SOCVET_PERIOD_YEAR},
    {"An allowance of £1,155 p.a. is payable", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary: TBC", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"£Competitive", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary: £", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"£ per hour", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We are a small charity in Ripon looking for a finance officer.\nWe employ 8,000 staff and see 50,000 patients each year.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"The salary is 17500-22500 FTE per annum", 1750000, 2250000, SOCVET_PERIOD_YEAR},
    {"We are a small charity in Ripon looking for a finance officer.\nCare for the 750,000+ patients we treat each year.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"We handle 6,800 deliveries per annum.", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Pay rate - Band 2 - £9.89ph", 989, 989, SOCVET_PERIOD_HOUR},
    {"Salary circa £30,0000", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"a £350 welcome bonus and weekly pay", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Band 7 (£31 072 - £40 964) or 8a (£44 606 - £50 819)", 3107200, 5081900, SOCVET_PERIOD_YEAR},
    {"£26 is deducted from the first month", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
    {"Salary: £25,000,000,000,000", SOCVET_NO_PENCE, SOCVET_NO_PENCE, SOCVET_PERIOD_UNKNOWN},
};

static void reads_pay(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    int bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[600];
        socvet_span span;
        unmark(rows[i].text, text, sizeof text, &span);
        const socvet_facts *f = read_text(doc, scratch, text, NULL);
        socvet_salary none = {.low_pence = SOCVET_NO_PENCE, .high_pence = SOCVET_NO_PENCE};
        const socvet_salary *s = f->salary < 0 ? &none : &f->salaries[f->salary];
        bool same = s->low_pence == rows[i].low && s->high_pence == rows[i].high &&
                    s->period == rows[i].period;
        if (span.to) /* the words; the reader may move lines apart */
            same &= base_str_eq(s->text, (socvet_str){text + span.from, span.to - span.from});
        if (!same) {
            print_error("row %zu: %s\n  read %lld to %lld, period %d, at %u-%u\n", i, text,
                        (long long)s->low_pence, (long long)s->high_pence, s->period,
                        s->span.from, s->span.to);
            bad++;
        }
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
    assert_int_equal(bad, 0);
}

static const struct {
    const char *text;
    int kind, basis, flags; /* of the first sum; every flag must be set */
} marks[] = {
    {"Salary: £30,000 pro rata", SOCVET_PAY_BASE, SOCVET_BASIS_FTE, SOCVET_PAY_PRO_RATA},
    {"Salary: £30,000 FTE", SOCVET_PAY_BASE, SOCVET_BASIS_FTE, 0},
    {"Actual salary: £13,412", SOCVET_PAY_BASE, SOCVET_BASIS_ACTUAL, 0},
    {"£21,000 term time only", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_TERM_TIME},
    {"Salary: circa £44,000", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_CIRCA},
    {"Up to £44,000", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_UP_TO},
    {"From £44,000", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_FROM},
    {"£44,000 negotiable", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_NEGOTIABLE},
    {"£44,000 plus bonus", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_PLUS_EXTRAS},
    {"Salary £44,000", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_PERIOD_INFERRED},
    {"OTE £44,000", SOCVET_PAY_OTE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_NOT_GUARANTEED},
    {"Salary: €44,000", SOCVET_PAY_BASE, SOCVET_BASIS_UNKNOWN, SOCVET_PAY_FOREIGN},
    {"A car allowance of £4,000", SOCVET_PAY_ALLOWANCE, SOCVET_BASIS_UNKNOWN, 0},
    {"a welcome bonus of £1,500", SOCVET_PAY_BONUS, SOCVET_BASIS_UNKNOWN, 0},
    {"a budget of £40,000", SOCVET_PAY_OTHER, SOCVET_BASIS_UNKNOWN, 0},
};

static void marks_sums(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const socvet_facts *f = read_text(doc, scratch, marks[i].text, NULL);
        if (f->n_salaries == 0)
            fail_msg("nothing read: %s", marks[i].text);
        const socvet_salary *s = &f->salaries[0];
        if ((s->kind != marks[i].kind && !(marks[i].flags & SOCVET_PAY_FOREIGN)) ||
            s->basis != marks[i].basis || (s->flags & marks[i].flags) != marks[i].flags)
            fail_msg("%s: kind %d basis %d flags %d", marks[i].text, s->kind, s->basis, s->flags);
    }
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
}

static void takes_what_is_given(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);
    socvet_given given = {.salary = SOCVET_STR("£31,000 - £33,500 per annum"), .as_of = INT32_MIN};

    (void)state;
    const socvet_facts *f = read_text(doc, scratch, "A cook for a school in Ripon.", &given);
    assert_int_equal(f->salary, 0);
    assert_int_equal(f->salaries[0].low_pence, 3100000);
    assert_int_equal(f->salaries[0].state, SOCVET_FACT_GIVEN);
    assert_int_equal(f->salaries[0].span.to, 0);
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
}

static void speaks_of_pay_without_figures(void **state)
{
    socvet_doc *doc = socvet_doc_new();
    socvet_facts_scratch *scratch = socvet_facts_scratch_new(NULL);

    (void)state;
    assert_true(read_text(doc, scratch, "We offer a competitive salary.", NULL)->pay_words_only);
    assert_true(read_text(doc, scratch, "Salary: negotiable", NULL)->pay_words_only);
    assert_false(read_text(doc, scratch, "Competitive salary of £30,000", NULL)->pay_words_only);
    assert_false(read_text(doc, scratch, "A competitive market", NULL)->pay_words_only);
    const socvet_facts *f = read_text(doc, scratch, "Salary: Grade 7, £36,000 - £41,000", NULL);
    assert_true(base_str_eq_z(f->grade.value, "Grade 7"));
    f = read_text(doc, scratch, "GCSE grade 4 or above in maths", NULL);
    assert_int_equal(f->grade.state, SOCVET_FACT_ABSENT);
    socvet_facts_scratch_free(scratch);
    socvet_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pay),
        cmocka_unit_test(marks_sums),
        cmocka_unit_test(takes_what_is_given),
        cmocka_unit_test(speaks_of_pay_without_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
