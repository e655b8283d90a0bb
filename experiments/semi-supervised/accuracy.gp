# Drawn from accuracy.csv beside it: gnuplot accuracy.gp
set terminal pngcairo size 1400,900 noenhanced background "white" font "Helvetica,12" fontscale 1.6 linewidth 2 pointscale 2
set output "accuracy.png"
set datafile separator comma
set encoding utf8
set border 3 linecolor rgb '#8C8C8C' linewidth 0.8
set tics nomirror out scale 0.5 textcolor rgb '#404040'
set lmargin at screen 0.1
set rmargin at screen 0.95
set tmargin at screen 0.84
set bmargin at screen 0.24
set label 1 "Samples without labels help while labels are few" at screen 0.03,0.95 left font ":Bold,15"
set label 2 "Eight modes on a ring, deviation 0.5; 20 seeds, bars: 95 % intervals of the mean." at screen 0.03,0.07 left font ",10" textcolor rgb '#595959'
set label 3 "A sample's class is the mode it is nearest to; 1,000 others are classified." at screen 0.03,0.03 left font ",10" textcolor rgb '#595959'
set logscale x
set xrange [0.85:60]
set yrange [0:25]
set xtics (1, 2, 5, 10, 20, 50)
set xlabel "labelled samples of each class"
set ylabel "wrongly classified, %"
set key off
first(m) = strcol(1) eq m
set label 4 "labels alone" at 1.35,17.5 left textcolor rgb '#8C3E00'
set label 5 "with unlabelled samples" at 1.15,3.0 left textcolor rgb '#004D73'
plot "accuracy.csv" skip 1 using (first("labels alone") ? $2*1.03 : NaN):4:5 with yerrorbars pointtype 6 linecolor rgb '#D55E00', \
  "< grep '^labels alone' accuracy.csv" using ($2*1.03):4 with lines dashtype 2 linecolor rgb '#D55E00', \
  "accuracy.csv" skip 1 using (first("with unlabelled samples") ? $2/1.03 : NaN):4:5 with yerrorbars pointtype 7 linecolor rgb '#0072B2', \
  "< grep '^with unlabelled' accuracy.csv" using ($2/1.03):4 with lines linecolor rgb '#0072B2'
